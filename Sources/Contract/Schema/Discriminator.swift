import Documents
import OrderedCollections

/// The `discriminator` of a `oneOf` or `anyOf`: the property that names the branch, and its values for each branch.
struct Discriminator: Sendable {
    let propertyName: String
    /// The values that name each branch, in the order of the branches; empty for a branch without a name.
    let values: [[String]]
    private let positions: [String: Int]

    /// Reads the discriminator of a schema with `oneOf` or `anyOf` (OpenAPI 3.1, 4.8.25); nil if there is none.
    ///
    /// The values of a branch are those that `mapping` maps to it, else the name of the component that it refers to.
    init?(_ schema: JSONObject, branches: [JSONValue], in resource: Int, of library: SchemaLibrary) {
        guard let members = schema["discriminator"]?.object, let name = members["propertyName"]?.string else {
            return nil
        }
        propertyName = name
        let mapping = (members["mapping"]?.object ?? [:]).compactMap { value, target in
            target.string.flatMap { Self.location(of: $0, in: resource, library) }.map { (value, $0) }
        }
        let values = branches.map { branch -> [String] in
            guard let reference = branch["$ref"]?.string, let location = library.resolve(reference, from: resource)
            else { return [] }
            let mapped = mapping.filter { $0.1 == location }.map(\.0)
            return mapped.isEmpty ? location.pointer.tokens.last.map { [$0] } ?? [] : mapped
        }
        let named = values.enumerated().flatMap { position, names in names.map { ($0, position) } }
        positions = Dictionary(named) { first, _ in first }
        self.values = values
    }

    /// Resolves a target of the mapping, which is the name of a component or a reference.
    private static func location(of target: String, in resource: Int, _ library: SchemaLibrary) -> SchemaLocation? {
        let isName = ContractChecker.isComponentName(target)
        let component = isName ? library.resolve("#/components/schemas/\(target)", from: resource) : nil
        return component ?? library.resolve(target, from: resource)
    }

    /// The index of the branch that the property in `value` names; nil if it names none.
    func branch(of value: JSONValue) -> Int? {
        value[propertyName]?.string.flatMap { positions[$0] }
    }
}
