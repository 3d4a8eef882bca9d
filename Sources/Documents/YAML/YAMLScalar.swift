extension JSONValue {
    /// The value that an unquoted YAML scalar has by the core schema of YAML 1.2.
    ///
    /// `.inf` and `.nan`, which JSON lacks, stay strings, and so does what only YAML 1.1 types: `yes`, `1_000`, `1:30`.
    init(plainYAML text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .null
        case "true", "True", "TRUE": self = .bool(true)
        case "false", "False", "FALSE": self = .bool(false)
        default: self = Self.yamlNumber(text) ?? .string(text)
        }
    }

    private static func yamlNumber(_ text: String) -> JSONValue? {
        guard let first = text.utf8.first, first < 0x3A, first >= 0x2B else { return nil }
        if text.hasPrefix("0x") { return yamlInteger(text.dropFirst(2), radix: 16) }
        if text.hasPrefix("0o") { return yamlInteger(text.dropFirst(2), radix: 8) }
        guard let kind = YAMLNumberShape(text) else { return nil }
        if kind == .integer, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else { return nil }
        return .number(value)
    }

    private static func yamlInteger(_ digits: Substring, radix: Int) -> JSONValue? {
        guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-") else { return nil }
        return Int(digits, radix: radix).map(JSONValue.integer)
    }
}

private enum YAMLNumberShape {
    case integer
    case float

    /// Matches `[-+]?[0-9]+` or `[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?`; nil for anything else.
    init?(_ text: String) {
        var rest = text.utf8[...]
        Self.skipSign(&rest)
        let whole = Self.skipDigits(&rest)
        if rest.isEmpty, whole > 0 {
            self = .integer
            return
        }
        var fraction = 0
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            fraction = Self.skipDigits(&rest)
        }
        guard whole + fraction > 0 else { return nil }
        if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
            rest.removeFirst()
            Self.skipSign(&rest)
            guard Self.skipDigits(&rest) > 0 else { return nil }
        }
        guard rest.isEmpty else { return nil }
        self = .float
    }

    private static func skipSign(_ rest: inout Substring.UTF8View) {
        if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    }

    private static func skipDigits(_ rest: inout Substring.UTF8View) -> Int {
        let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        rest = rest[digits.endIndex...]
        return digits.count
    }
}
