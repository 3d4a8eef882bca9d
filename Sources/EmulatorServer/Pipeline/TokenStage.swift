import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Finds the sandbox of the onboarding calls, which carry a setup link's token instead of a key.
///
/// A key, in the header or as `?api_key=`, or `?sandbox=` says whose token it is where several sandboxes have it.
struct TokenStage: PipelineStage {
    let registry: SandboxRegistry
    let table: OperationTable

    func process(_ exchange: inout Exchange) throws(Refusal) -> StageResult {
        guard let operation = exchange.operation, table.isOpen(operation) else { return .next }
        if let sandbox = try sandbox(for: exchange) { exchange.enter(sandbox) }
        return .next
    }

    private func sandbox(for exchange: Exchange) throws(Refusal) -> Sandbox? {
        do throws(MockError) {
            if case .sandbox(let sandbox) = try ControlScope.find(for: exchange, in: registry) { return sandbox }
            guard let body = try? JSONValue(parsing: exchange.bodyBytes), let token = body["token"]?.string else {
                return nil
            }
            return try registry.only { $0.hasSetupLink(token: token) }
        } catch {
            throw .mock(error)
        }
    }
}

extension Exchange {
    /// Goes on in the world of a sandbox, without the rights of a key.
    mutating func enter(_ sandbox: Sandbox) {
        let wall = wall
        let world = sandbox.world
        self.sandbox = sandbox
        self.world = world
        journal = world.journal
        now = world.transaction { $0.now(wall: wall) }
    }
}

extension ControlScope {
    /// Whom the key or the query of an exchange means.
    static func find(for exchange: Exchange, in registry: SandboxRegistry) throws(MockError) -> ControlScope {
        let query = QueryItem.items(exchange.query)
        let values = Dictionary(query.map { ($0.name, JSONValue.string($0.value)) }) { first, _ in first }
        return try find(headers: exchange.request.head.headers, query: values, isReset: false, in: registry)
    }
}

extension SandboxRegistry {
    /// The one sandbox whose state holds what is looked for; nil if none does.
    func only(where holds: (SandboxState) -> Bool) throws(MockError) -> Sandbox? {
        let found = sandboxes(where: holds)
        guard found.count > 1 else { return found.first }
        throw MockError(
            .ambiguousSandbox,
            "\(found.count) sandboxes have this; name one by its key (Authorization or ?api_key=) or by ?sandbox=."
        )
    }
}
