package import Documents

/// The values of a switch as the cases of an enumeration, the default first.
package protocol SwitchValue: CaseIterable, RawRepresentable, Sendable where AllCases == [Self] {
    /// The case for a value in JSON; nil for any other value.
    init?(reading: JSONValue)

    /// The case as JSON.
    var reading: JSONValue { get }
}

extension SwitchValue {
    /// All values in JSON, the default first.
    static var readings: [JSONValue] { allCases.map(\.reading) }
}

extension SwitchValue where RawValue == String {
    /// The case for a string.
    package init?(reading: JSONValue) {
        guard let text = reading.string else { return nil }
        self.init(rawValue: text)
    }

    /// The case as a string.
    package var reading: JSONValue { .string(rawValue) }
}

extension SwitchValue where RawValue == Int {
    /// The case for an integer.
    package init?(reading: JSONValue) {
        guard let number = reading.integer else { return nil }
        self.init(rawValue: number)
    }

    /// The case as an integer.
    package var reading: JSONValue { .integer(rawValue) }
}
