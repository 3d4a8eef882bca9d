import Contract
package import Documents
import OrderedCollections

/// The JSON Schema of scenario files, which the files are validated against and the command `schema` prints.
package struct ScenarioSchema: Sendable {
    /// The schema as one document, with all schemas that it refers to under `$defs`.
    package let document: JSONValue
    private let validator: SchemaValidator

    /// Takes `components.schemas.Scenario` from the contract of the control API.
    package init(control: JSONValue) {
        self.init(document: PublishedSchema.document("Scenario", titled: "Scenario of kirimdev-mock", of: control))
    }

    /// The schema from a document that has been made before.
    package init(document: JSONValue) {
        self.document = document
        validator = SchemaValidator(document)
    }

    /// All violations of the schema in a file.
    func violations(of value: JSONValue) -> [ContractViolation] {
        validator.violations(of: value)
    }

    // MARK: Allowed values

    /// The keys that the object at a place may have.
    func keys(at place: JSONPointer) -> [String] {
        forms(at: place).flatMap { $0["properties"]?.object?.keys.elements ?? [] }
    }

    /// The strings that the schema allows at a place with `enum` or `const`.
    func words(at place: JSONPointer) -> [String] {
        values(at: place).compactMap(\.string)
    }

    /// Whether the value at a place may be a duration.
    func wantsDuration(at place: JSONPointer) -> Bool {
        let duration = document["$defs"]?["Duration"]
        return forms(at: place).contains { .object($0) == duration }
    }

    /// The number or boolean in a text, if the schema wants one at that place; nil if it allows a string there.
    func scalar(from text: String, at place: JSONPointer) -> JSONValue? {
        let types = forms(at: place).flatMap { form in form["type"]?.array ?? [form["type"]].compactMap(\.self) }
        let values = values(at: place)
        guard !types.contains("string"), !values.contains(where: { $0.string != nil }) else { return nil }
        guard let value = try? JSONValue(parsing: text) else { return nil }
        let wanted: Set<JSONValue>
        switch value {
        case .bool: wanted = ["boolean"]
        case .integer, .number: wanted = ["integer", "number"]
        case .null, .string, .array, .object: wanted = []
        }
        guard values.contains(value) || !wanted.isDisjoint(with: types) else { return nil }
        return value
    }

    private func values(at place: JSONPointer) -> [JSONValue] {
        forms(at: place).flatMap { form in (form["enum"]?.array ?? []) + [form["const"]].compactMap(\.self) }
    }

    /// All schemas that apply to the value at a place, including referenced ones and branches of `allOf` and the like.
    ///
    /// Of conditions, only `else` counts, which has the schema of a value that may also be a variable.
    private func forms(at place: JSONPointer) -> [JSONObject] {
        var forms = unfolded(document)
        for token in place.tokens { forms = forms.flatMap { children(of: $0, token).flatMap(unfolded) } }
        return forms
    }

    private func children(of form: JSONObject, _ token: String) -> [JSONValue] {
        if let property = form["properties"]?[token] { return [property] }
        return [form["additionalProperties"], form["items"]].compactMap(\.self)
    }

    private func unfolded(_ schema: JSONValue) -> [JSONObject] {
        guard let form = schema.object else { return [] }
        let branches = ["allOf", "anyOf", "oneOf"].flatMap { form[$0]?.array ?? [] }
        let target = form["$ref"]?.string.flatMap { JSONPointer(parsing: String($0.dropFirst())) }
        let others = branches + [form["else"], target.flatMap { document[$0] }].compactMap(\.self)
        return [form] + others.flatMap(unfolded)
    }
}
