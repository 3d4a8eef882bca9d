import Contract
import Documents
import EmulatorCore
import NIOHTTP1

extension ControlScope {
    /// Finds out whom a call speaks of: a key in the header, `?api_key=` or `?sandbox=` mean one sandbox.
    ///
    /// A reset may speak of a sandbox that was given up; it lets the key in again.
    static func find(
        headers: HTTPHeaders,
        query: [String: JSONValue],
        isReset: Bool,
        in registry: SandboxRegistry
    ) throws(MockError) -> ControlScope {
        if let id = query["sandbox"]?.string {
            guard let sandbox = registry.sandbox(id) else {
                throw MockError(.unknownSandbox, "There is no sandbox `\(id)`; GET /__admin/sandboxes lists them.")
            }
            return .sandbox(sandbox)
        }
        guard let key = query["api_key"]?.string ?? AuthorizationField(headers, scheme: "bearer")?.credentials else {
            return .all
        }
        if isReset { registry.readmit(key) }
        switch registry.admit(key) {
        case .sandbox(let sandbox): return .sandbox(sandbox)
        case .evicted: throw .evicted
        case .unknown:
            throw MockError(
                .unknownSandbox,
                "No sandbox has this key, and a new one needs a key such as kdv_test_local."
            )
        }
    }
}
