import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Admits the onboarding calls, which carry a setup link's token in place of a key.
///
/// A key, in the header or as `?api_key=`, or `?sandbox=` says whose token it is where several sandboxes have it.
struct SetupLinkAdmission: Admission {
    let registry: SandboxRegistry
    let table: OperationTable

    func admit(_ arrival: Arrival) throws(Refusal) -> Admitted {
        guard let operation = arrival.operation, table.isOpen(operation) else { return .nobody(at: arrival.wall) }
        let found = try Refusal.of { () throws(MockError) in try sandbox(of: arrival) }
        guard let found else { return .nobody(at: arrival.wall) }
        return .guest(of: found, at: arrival.wall)
    }

    private func sandbox(of arrival: Arrival) throws(MockError) -> Sandbox? {
        if case .sandbox(let sandbox) = try ControlScope.find(for: arrival, in: registry) { return sandbox }
        guard let body = try? JSONValue(parsing: arrival.bodyBytes), let token = body["token"]?.string else {
            return nil
        }
        return try registry.only { $0.hasSetupLink(token: token) }
    }
}

extension ControlScope {
    /// Whom the key or the query of a request means.
    static func find(for arrival: Arrival, in registry: SandboxRegistry) throws(MockError) -> ControlScope {
        let query = QueryItem.items(arrival.query)
        let values = Dictionary(query.map { ($0.name, JSONValue.string($0.value)) }) { first, _ in first }
        return try find(headers: arrival.headers, query: values, isReset: false, in: registry)
    }
}

extension SandboxRegistry {
    /// The one sandbox whose state holds what is looked for; nil if none does.
    func only(where holds: (borrowing WorldState) -> Bool) throws(MockError) -> Sandbox? {
        let found = sandboxes(where: holds)
        guard found.count > 1 else { return found.first }
        throw MockError(
            .ambiguousSandbox,
            "\(found.count) sandboxes have this; name one by its key (Authorization or ?api_key=) or by ?sandbox=."
        )
    }
}
