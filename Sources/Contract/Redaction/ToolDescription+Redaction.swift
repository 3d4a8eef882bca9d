package import Documents
import OrderedCollections

extension ToolDescription {
    /// The arguments of a call, changed by what the contract says about the parameter or field that each of them becomes.
    package func redactedArguments(
        _ arguments: JSONObject,
        _ change: @escaping (JSONValue, Redaction) -> JSONValue
    ) -> JSONObject {
        let walk = RedactionWalk(library: operation.library, change: change)
        var redacted: JSONObject = [:]
        for (name, value) in arguments {
            guard let place = self.arguments[name] else { continue }
            redacted[name] = changed(value, at: place, walk)
        }
        let unknown = arguments.filter { self.arguments[$0.key] == nil }
        guard !unknown.isEmpty else { return redacted }
        redacted.merge(walk.changed(.object(unknown), by: []).object ?? [:]) { known, _ in known }
        return redacted
    }

    private func changed(_ value: JSONValue, at place: ToolArgument, _ walk: RedactionWalk) -> JSONValue {
        switch place {
        case .path(let name): walk.changed(value, by: schemas(of: [name], in: .path))
        case .query(let name): walk.changed(value, by: schemas(of: [name], in: .query))
        case .phoneOrSearch: walk.changed(value, by: schemas(of: ["phone", "search"], in: .query))
        case .body(let name):
            walk.changedMember(name, value, of: [operation.body?.json?.schema?.location].compactMap(\.self))
        case .latestMessages: value.integer == nil ? walk.changed(value, by: []) : value
        }
    }

    private func schemas(of names: Set<String>, in location: ContractViolation.Location) -> [SchemaLocation] {
        let parameters = operation.parameters.filter { $0.location == location && names.contains($0.name) }
        return parameters.compactMap { $0.schema?.location }
    }
}
