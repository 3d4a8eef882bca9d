import EmulatorCore
import EmulatorServer
import HTTPServing

/// The line with the URLs of the server, written when all addresses are bound.
enum ReadyLine {
    static func text(bound: [BoundListener], facts: ServerFacts, scenario: String) -> String {
        let urls = bound.map { listener in
            let host = listener.host.contains(":") ? "[\(listener.host)]" : listener.host
            return "\(listener.isSecure ? "https" : "http")://\(host):\(listener.port)\(facts.basePath)"
        }
        let counts = "\(facts.handledCount) of \(facts.operationCount) operations behave"
        let idle = facts.idleHandlers.isEmpty ? "" : ", \(facts.idleHandlers.count) handlers idle"
        return "kirimdev-mock \(EmulatorVersion.current) ready at \(urls.joined(separator: " and ")) "
            + "key \(SandboxRegistry.sampleKey) (scenario \(scenario), \(counts)\(idle))\n"
    }
}
