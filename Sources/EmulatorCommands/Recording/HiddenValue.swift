import Documents

/// What a recording has in place of a value of which it shows only the type.
enum HiddenValue {
    private static let prefix = "Hidden "

    /// The text in place of a value, such as `Hidden object`.
    static func text(for value: JSONValue) -> String {
        let type =
            switch value {
            case .null: "null"
            case .bool: "boolean"
            case .integer, .number: "number"
            case .string: "string"
            case .array: "array"
            case .object: "object"
            }
        return prefix + type
    }

    /// Whether a text in a recording is in place of such a value.
    static func isHidden(_ text: String) -> Bool {
        ["boolean", "number", "string", "array", "object"].contains { text == prefix + $0 }
    }
}
