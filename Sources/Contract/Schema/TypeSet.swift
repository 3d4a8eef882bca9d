import Documents

/// A set of the types of JSON Schema; an integer is also a number.
struct TypeSet: OptionSet, Sendable {
    let rawValue: UInt8

    static let null = TypeSet(rawValue: 1)
    static let boolean = TypeSet(rawValue: 2)
    static let integer = TypeSet(rawValue: 4)
    static let number = TypeSet(rawValue: 8)
    static let string = TypeSet(rawValue: 16)
    static let array = TypeSet(rawValue: 32)
    static let object = TypeSet(rawValue: 64)
    static let all = TypeSet(rawValue: 127)

    static let names: [(name: String, type: TypeSet)] = [
        ("string", .string), ("integer", .integer), ("number", .number), ("boolean", .boolean), ("object", .object),
        ("array", .array), ("null", .null),
    ]

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    /// The types in the value of a `type` keyword.
    init(_ keyword: JSONValue) {
        let names = keyword.string.map { [$0] } ?? keyword.array?.compactMap(\.string) ?? []
        self = names.reduce(into: []) { types, name in
            if let known = Self.names.first(where: { $0.name == name }) { types.insert(known.type) }
        }
        if contains(.number) { insert(.integer) }
    }

    /// The types of a value: one type, or integer and number.
    init(of value: JSONValue) {
        switch value {
        case .null: self = .null
        case .bool: self = .boolean
        case .integer: self = [.integer, .number]
        case .number(let number): self = number.rounded(.towardZero) == number ? [.integer, .number] : .number
        case .string: self = .string
        case .array: self = .array
        case .object: self = .object
        }
    }

    /// The types in the words of a violation, such as `a string or null`.
    var phrase: String {
        let words = Self.names.filter { contains($0.type) && !($0.type == .integer && contains(.number)) }.map {
            name,
            _ in
            switch name {
            case "null": name
            case "integer", "object", "array": "an " + name
            default: "a " + name
            }
        }
        return words.joinedAlternatives
    }
}

extension [String] {
    /// The form `a, b or c`.
    var joinedAlternatives: String {
        guard let last, count > 1 else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " or " + last
    }
}
