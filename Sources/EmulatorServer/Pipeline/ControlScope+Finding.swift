import Contract
import Documents
import EmulatorCore
import NIOHTTP1

extension ControlScope {
    /// The sandbox that `find` would find for a request, if it exists already.
    static func named(by headers: HTTPHeaders, _ query: String?, in registry: SandboxRegistry) -> Sandbox? {
        let query = QueryItem.items(query)
        if let id = query.first(where: { $0.name == "sandbox" })?.value { return registry.sandbox(id) }
        let key = query.first { $0.name == "api_key" }?.value ?? bearer(headers)
        return key.flatMap { registry.sandbox(openedBy: $0) }
    }

    private static func bearer(_ headers: HTTPHeaders) -> String? {
        AuthorizationField(headers, scheme: "bearer")?.credentials
    }

    /// Finds the target of a control request: one sandbox with `?sandbox=`, `?api_key=` or a bearer key, else all.
    ///
    /// A key without a sandbox creates one if the baseline admits it, unless `creates` is false. The key of an evicted
    /// sandbox is refused, except by a reset, which creates a new sandbox.
    static func find(
        headers: HTTPHeaders,
        query: [String: JSONValue],
        isReset: Bool,
        creates: Bool = true,
        in registry: SandboxRegistry
    ) throws(MockError) -> ControlScope {
        if let id = query["sandbox"]?.string {
            guard let sandbox = registry.sandbox(id) else {
                throw MockError(.unknownSandbox, "There is no sandbox `\(id)`; GET /__admin/sandboxes lists them.")
            }
            return .sandbox(sandbox)
        }
        guard let key = query["api_key"]?.string ?? bearer(headers) else {
            return .all
        }
        guard creates else {
            if let sandbox = registry.sandbox(openedBy: key) { return .sandbox(sandbox) }
            throw MockError(.unknownSandbox, "No sandbox has this key yet, and this page cannot create one.")
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
