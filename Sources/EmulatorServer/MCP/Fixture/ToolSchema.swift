import Contract
import Documents
import OrderedCollections

/// The input schema of a tool, made from operations in control.yaml, so that each argument is described in one place.
///
/// Clients of language models do not accept `oneOf` and the like at the top of a schema, so these are left out there.
/// The control API checks them.
struct ToolSchema {
    private var properties: JSONObject = [:]
    private var required: [String] = []

    /// A schema without arguments.
    init() {}

    /// The parameters of an operation and the members of its body; only `chosen` ones if they are given.
    init(_ id: String, only chosen: Set<String>? = nil, leavingOut hidden: Set<String> = []) {
        guard let operation = ControlContract.contract.operation(id) else {
            preconditionFailure("control.yaml has no operation \(id)")
        }
        let item = ControlContract.document["paths"]?[operation.pathTemplate]
        let members = item?[operation.method.lowercased()]
        let isWanted = { (name: String) in
            !Self.targets.contains(name) && !hidden.contains(name) && chosen?.contains(name) ?? true
        }
        for parameter in (item?["parameters"]?.array ?? []) + (members?["parameters"]?.array ?? []) {
            add(Self.inlined(parameter), if: isWanted)
        }
        let body = Self.inlined(members?["requestBody"]?["content"]?["application/json"]?["schema"] ?? [:])
        for (name, schema) in body["properties"]?.object ?? [:] where isWanted(name) { properties[name] = schema }
        required += (body["required"]?.array ?? []).compactMap(\.string).filter(isWanted)
    }

    private static let targets: Set = ["api_key", "sandbox"]

    private mutating func add(_ parameter: JSONValue, if isWanted: (String) -> Bool) {
        guard let name = parameter["name"]?.string, isWanted(name) else { return }
        var schema = parameter["schema"]?.object ?? [:]
        if let description = parameter["description"] { schema["description"] = description }
        properties[name] = .object(schema)
        if parameter["required"] == true { required.append(name) }
    }

    /// The schema with another argument, or with an argument that has another schema.
    func with(_ name: String, _ schema: JSONValue, isRequired: Bool = false) -> ToolSchema {
        var result = self
        result.properties[name] = schema
        result.required.removeAll { $0 == name }
        if isRequired { result.required.append(name) }
        return result
    }

    /// The schema with the arguments of another one, none of which is required.
    func with(_ other: ToolSchema) -> ToolSchema {
        var result = self
        result.properties.merge(other.properties) { first, _ in first }
        return result
    }

    /// The JSON Schema, with the argument `sandbox`.
    func json(isDestructive: Bool = false) -> JSONValue {
        var properties = properties
        properties["sandbox"] = [
            "type": "string",
            "description": .string(
                isDestructive
                    ? """
                    The id of a sandbox (sbx_…), or `all` for every sandbox. Required unless the request has a key in \
                    the header Authorization.
                    """
                    : """
                    The id of a sandbox (sbx_…), or `all` for every sandbox. If absent, the sandbox of the key in the \
                    header Authorization or, without a key, every sandbox.
                    """
            ),
        ]
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        schema["additionalProperties"] = false
        return .object(schema)
    }

    // MARK: References

    /// The value with referenced parts in place of references, and without extensions.
    private static func inlined(_ value: JSONValue) -> JSONValue {
        switch value {
        case .null, .bool, .integer, .number, .string:
            return value
        case .array(let elements):
            return .array(elements.map(inlined))
        case .object(let members):
            let own = members.filter { $0.key != "$ref" && !$0.key.hasPrefix("x-") }.mapValues(inlined)
            guard let pointer = members["$ref"]?.string.flatMap({ JSONPointer(parsing: String($0.dropFirst())) }),
                let target = ControlContract.document[pointer], var merged = inlined(target).object
            else { return .object(own) }
            merged.merge(own) { $1 }
            return .object(merged)
        }
    }
}
