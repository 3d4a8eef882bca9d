package import Documents

/// A condition of a matcher that something does not meet.
package struct MatchDifference: Hashable, Sendable {
    /// The place: a member of the matcher such as `/operation`, or the pointer of a value such as `/body/name`.
    package let pointer: String
    /// The condition as it was written.
    package let expected: JSONValue
    /// The value there; nil if there is none.
    package let actual: JSONValue?

    init(_ pointer: String, _ expected: JSONValue, _ actual: JSONValue?) {
        self.pointer = pointer
        self.expected = expected
        self.actual = actual
    }

    init(_ pointer: String, expected: JSONValue, actual: String?) {
        self.init(pointer, expected, actual.map { .string($0) })
    }
}

extension MatchDifference: CustomStringConvertible {
    private static let longestText = 100

    /// The form `/body/name is "B", not "Acme*"`, in which long values are shortened.
    package var description: String {
        "\(pointer) is \(actual.map(Self.shortened) ?? "absent"), not \(Self.shortened(expected))"
    }

    private static func shortened(_ value: JSONValue) -> String {
        let text = value.text
        return text.count > longestText ? text.prefix(longestText) + "…" : text
    }
}
