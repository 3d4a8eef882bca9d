import EmulatorCore
import EmulatorServer
import HTTPServing

/// The line with the URLs of the server and of its inspector, written when all addresses are bound.
enum ReadyLine {
    static func text(bound: [BoundListener], facts: ServerFacts, scenario: String) -> String {
        let origins = bound.map { listener in
            let host = listener.host.contains(":") ? "[\(listener.host)]" : listener.host
            return "\(listener.isSecure ? "https" : "http")://\(host):\(listener.port)"
        }
        let urls = origins.map { $0 + facts.basePath }
        let counts = "\(facts.handledCount) of \(facts.operationCount) operations behave"
        let idle = facts.idleHandlers.isEmpty ? "" : ", \(facts.idleHandlers.count) handlers idle"
        let inspector = origins.first.map { ", inspector at \($0)\(InspectorPage.path)" } ?? ""
        return "kirimdev-mock \(EmulatorVersion.current) ready at \(urls.joined(separator: " and ")) "
            + "key \(SandboxRegistry.sampleKey) (scenario \(scenario), \(counts)\(idle))\(inspector)\n"
    }
}
