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

    /// The parameters of an operation and the members of its body.
    init(_ id: String, leavingOut hidden: Set<String> = []) {
        guard let operation = ControlContract.contract.operation(id) else {
            preconditionFailure("control.yaml has no operation \(id)")
        }
        let item = ControlContract.document["paths"]?[operation.pathTemplate]
        let members = item?[operation.method.lowercased()]
        let isWanted = { (name: String) in !Self.targets.contains(name) && !hidden.contains(name) }
        for parameter in (item?["parameters"]?.array ?? []) + (members?["parameters"]?.array ?? []) {
            add(Self.inlining.resolved(parameter) ?? [:], if: isWanted)
        }
        let body = Self.inlined(members?["requestBody"]?["content"]?["application/json"]?["schema"])
        for (name, schema) in body["properties"]?.object ?? [:] where isWanted(name) { properties[name] = schema }
        required += (body["required"]?.array ?? []).compactMap(\.string).filter(isWanted)
    }

    private static let targets: Set = ["api_key", "sandbox"]
    private static let inlining = SchemaInlining(document: ControlContract.document)

    /// A schema of control.yaml without references.
    private static func inlined(_ schema: JSONValue?) -> JSONObject {
        guard let inlined = inlining.inlined(schema ?? [:])?.object else {
            preconditionFailure("a schema of an argument in control.yaml refers to itself or to nothing")
        }
        return inlined
    }

    private mutating func add(_ parameter: JSONValue, if isWanted: (String) -> Bool) {
        guard let name = parameter["name"]?.string, isWanted(name) else { return }
        var schema = Self.inlined(parameter["schema"])
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
                    ? "The id (sbx_…), or `all`. Required without a key in the header Authorization."
                    : "The id (sbx_…), or `all`. Default: that of the key, else all."
            ),
        ]
        var schema: JSONObject = ["type": "object", "properties": .object(properties)]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        schema["additionalProperties"] = false
        return .object(schema)
    }
}
