import Documents
import OrderedCollections

/// Gives texts the types that schemas allow, since parameters and forms carry nothing but texts.
///
/// Where several types are possible, as in `anyOf: [{type: integer}, {const: all}]`, the first value that a schema
/// accepts is taken. A text that fits no type stays a text, so that validation can say what is wrong with it.
struct TextTyping {
    /// Any of these may be the schema of the value.
    let schemas: [Schema]
    private let types: TypeSet

    init(_ schemas: [Schema]) {
        self.schemas = schemas
        types = schemas.isEmpty ? .all : schemas.reduce(into: TypeSet()) { $0.formUnion($1.valueTypes.own) }
    }

    /// Whether a list may stand here.
    var allowsLists: Bool { types != .all && types.contains(.array) }

    /// Whether an object may stand here.
    var allowsObjects: Bool { types != .all && types.contains(.object) }

    /// Whether a single text may stand here.
    var allowsScalars: Bool { types == .all || !types.isDisjoint(with: [.string, .integer, .number, .boolean, .null]) }

    /// Whether nothing but lists and objects may stand here.
    var isNested: Bool { !allowsScalars && !types.isEmpty }

    /// What an item of a list may be.
    var items: TextTyping { TextTyping(schemas.flatMap { $0.itemSchemas() }) }

    /// What the property of that name may be.
    func property(_ name: String) -> TextTyping { TextTyping(schemas.flatMap { $0.memberSchemas(name) }) }

    /// The names of the properties that the schemas declare.
    var propertyNames: OrderedSet<String> {
        schemas.reduce(into: []) { $0.formUnion($1.declaredPropertyNames()) }
    }

    /// Whether properties that are not declared are allowed.
    var isOpen: Bool { schemas.contains { $0.allowsOtherProperties() } }

    // MARK: Values

    /// The value of a single text.
    func value(of text: String) -> JSONValue {
        choose(scalars(text)) ?? .string(text)
    }

    /// The first of these values that a schema accepts, else the last one.
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

    /// What the text may mean, the narrowest type first.
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
        guard let first = digits.utf8.first, AddressFormat.isDigit(first) else { return nil }
        if digits.utf8.allSatisfy(AddressFormat.isDigit) {
            return Int(text).map(JSONValue.integer) ?? Double(text).map(JSONValue.number)
        }
        guard types.contains(.number), case .number(let number)? = try? JSONValue(parsing: text) else { return nil }
        return .number(number)
    }
}
