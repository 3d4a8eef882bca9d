import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// Admits onboarding calls, whose body has the token of a setup link instead of a key.
///
/// If several sandboxes have the token, the call must name its sandbox: with a key in the header or in `?api_key=`, or
/// with `?sandbox=`.
struct SetupLinkAdmission: Sendable {
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
    /// The sandbox that the key or the query of a request names.
    static func find(for arrival: Arrival, in registry: SandboxRegistry) throws(MockError) -> ControlScope {
        let query = QueryItem.items(arrival.query)
        let values = Dictionary(query.map { ($0.name, JSONValue.string($0.value)) }) { first, _ in first }
        return try find(headers: arrival.headers, query: values, isReset: false, in: registry)
    }
}

extension SandboxRegistry {
    /// The only sandbox that exists; an error if there are several or none.
    func onlySandbox() throws(MockError) -> Sandbox {
        let all = sandboxes
        guard let only = all.first, all.count == 1 else {
            throw MockError(
                .sandboxRequired,
                "There are \(all.count) sandboxes; name one by its key (Authorization or ?api_key=) or by ?sandbox=."
            )
        }
        return only
    }

    /// The only sandbox whose state meets a condition; nil if there is none, an error if there are several.
    func only(where holds: (borrowing WorldState) -> Bool) throws(MockError) -> Sandbox? {
        let found = sandboxes(where: holds)
        guard found.count > 1 else { return found.first }
        throw MockError(
            .ambiguousSandbox,
            "\(found.count) sandboxes have this; name one by its key (Authorization or ?api_key=) or by ?sandbox=."
        )
    }
}
