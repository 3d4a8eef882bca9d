import Documents
import OrderedCollections

/// Converts the texts of parameters and forms to the types that their schemas allow.
///
/// If several types are possible, as in `anyOf: [{type: integer}, {const: all}]`, the first value that a schema
/// accepts is used. A text that fits no type stays a string, so that validation can report it.
struct TextTyping {
    /// The possible schemas of the value.
    let schemas: [Schema]
    private let types: TypeSet

    init(_ schemas: [Schema]) {
        self.schemas = schemas
        types = schemas.isEmpty ? .all : schemas.reduce(into: TypeSet()) { $0.formUnion($1.valueTypes.own) }
    }

    /// Whether the value may be a list; false if the schemas do not restrict the type.
    var allowsLists: Bool { types != .all && types.contains(.array) }

    /// Whether the value may be an object; false if the schemas do not restrict the type.
    var allowsObjects: Bool { types != .all && types.contains(.object) }

    /// Whether the value may be a string, number, boolean or null.
    var allowsScalars: Bool { types == .all || !types.isDisjoint(with: [.string, .integer, .number, .boolean, .null]) }

    /// Whether the value may only be a list or an object.
    var isNested: Bool { !allowsScalars && !types.isEmpty }

    /// The typing of the items of a list.
    var items: TextTyping { TextTyping(schemas.flatMap { $0.itemSchemas() }) }

    /// The typing of a property.
    func property(_ name: String) -> TextTyping { TextTyping(schemas.flatMap { $0.memberSchemas(name) }) }

    /// The names of the properties that the schemas declare.
    var propertyNames: OrderedSet<String> {
        schemas.reduce(into: []) { $0.formUnion($1.declaredPropertyNames()) }
    }

    /// Whether properties that are not declared are allowed.
    var isOpen: Bool { schemas.contains { $0.allowsOtherProperties() } }

    // MARK: Values

    /// Converts a text to a scalar value.
    func value(of text: String) -> JSONValue {
        choose(scalars(text)) ?? .string(text)
    }

    /// The first of these values that a schema accepts; if there is none, the last one.
    func choose(_ candidates: [JSONValue]) -> JSONValue? {
        guard candidates.count > 1 else { return candidates.first }
        return candidates.first(where: accepts) ?? candidates.last
    }

    func accepts(_ value: JSONValue) -> Bool {
        schemas.contains { schema in
            var probe = Evaluation(collects: false)
            return schema.validate(value, &probe)
        }
    }

    /// The possible values of a text, the narrowest type first.
    func scalars(_ text: String) -> [JSONValue] {
        guard types != .all else { return [.string(text)] }
        var values: [JSONValue] = []
        if types.contains(.integer), let number = number(text) { values.append(number) }
        if types.contains(.boolean), text == "true" || text == "false" { values.append(.bool(text == "true")) }
        if types.contains(.null), text.isEmpty || text == "null" { values.append(.null) }
        if types.contains(.string) { values.append(.string(text)) }
        return values
    }

    private func number(_ text: String) -> JSONValue? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        guard let first = digits.utf8.first, first.isDigit else { return nil }
        if digits.utf8.allSatisfy(\.isDigit) {
            return Int(text).map(JSONValue.integer) ?? Double(text).map(JSONValue.number)
        }
        guard types.contains(.number), case .number(let number)? = try? JSONValue(parsing: text) else { return nil }
        return .number(number)
    }
}
