import Documents

/// A parameter of an operation: what it is called, where it stands, and what it may say.
package struct Parameter: Sendable {
    /// As the contract spells it; header names match in any case.
    package let name: String
    /// One of path, query, header and cookie.
    package let location: ContractViolation.Location
    /// Whether a request without it breaks the contract.
    package let isRequired: Bool
    let schema: LazySchema?
    /// The code for a violation, where the parameter names one beside its schema.
    let errorCode: String?
    /// How the values of a list are told apart; nil if the name is repeated instead.
    let separator: Character?
    /// Whether the value is a JSON text.
    let isJSON: Bool

    init(
        name: String,
        location: ContractViolation.Location,
        isRequired: Bool,
        schema: LazySchema?
    ) {
        self.name = name
        self.location = location
        self.isRequired = isRequired
        self.schema = schema
        errorCode = nil
        separator = ","
        isJSON = false
    }

    init?(_ value: JSONValue, at place: SchemaLocation, in library: SchemaLibrary) {
        guard let name = value["name"]?.string, let kind = value["in"]?.string,
            let location = ContractViolation.Location(rawValue: kind), location != .body, location != .status
        else { return nil }
        self.name = name
        self.location = location
        isRequired = value["required"]?.bool ?? (location == .path)
        errorCode = value["x-error-code"]?.string
        separator = Self.separator(value, location)
        if value["schema"] != nil {
            schema = LazySchema(library, at: place.appending("schema"))
            isJSON = false
        } else if value["content"]?["application/json"] != nil {
            schema = LazySchema(library, at: place.appending(["content", "application/json", "schema"]))
            isJSON = true
        } else {
            schema = nil
            isJSON = false
        }
    }

    private static func separator(_ value: JSONValue, _ location: ContractViolation.Location) -> Character? {
        switch value["style"]?.string ?? (location == .query || location == .cookie ? "form" : "simple") {
        case "form": value["explode"]?.bool ?? true ? nil : ","
        case "spaceDelimited": value["explode"]?.bool == true ? nil : " "
        case "pipeDelimited": value["explode"]?.bool == true ? nil : "|"
        default: ","
        }
    }

    /// Whether this is one of the headers that OpenAPI leaves to other parts of a contract.
    var isIgnoredHeader: Bool {
        location == .header && ["accept", "content-type", "authorization"].contains(name.lowercased())
    }

    // MARK: Reading

    /// The value that the texts sent for this parameter have by its schema; a text that does not fit stays text.
    func decode(_ texts: [String]) -> JSONValue {
        let text = texts.first ?? ""
        guard let schema = schema?.schema else { return .string(text) }
        if isJSON { return (try? JSONValue(parsing: text)) ?? .string(text) }
        let types = schema.valueTypes.own
        guard types.contains(.array), !types.contains(.string) else { return Self.decode(text, as: types) }
        let items = separator.map { text.split(separator: $0).map(String.init) } ?? texts
        let itemTypes = schema.valueTypes.items
        return .array(items.map { Self.decode($0, as: itemTypes) })
    }

    private static func decode(_ text: String, as types: TypeSet) -> JSONValue {
        if types.contains(.string) { return .string(text) }
        if types.contains(.boolean), text == "true" || text == "false" { return .bool(text == "true") }
        guard types.contains(.integer) else { return .string(text) }
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, AddressFormat.isDigit(first) else { return .string(text) }
        if digits.utf8.allSatisfy(AddressFormat.isDigit) {
            return Int(text).map(JSONValue.integer) ?? Double(text).map(JSONValue.number) ?? .string(text)
        }
        guard types.contains(.number), case .number(let number)? = try? JSONValue(parsing: text) else {
            return .string(text)
        }
        return .number(number)
    }
}
