import Documents
import OrderedCollections

extension String: StateCodable {
    func writeState(to writer: inout JSONWriter) { writer.value(self) }

    init(state json: JSONValue) throws(StateError) {
        guard let text = json.string else { throw .expected("a string") }
        self = text
    }
}

extension Bool: StateCodable {
    func writeState(to writer: inout JSONWriter) { writer.value(self) }

    init(state json: JSONValue) throws(StateError) {
        guard let truth = json.bool else { throw .expected("true or false") }
        self = truth
    }
}

extension Int: StateCodable {
    /// The largest integer that every JSON reader represents exactly (2^53 - 1).
    private static let safe = 9_007_199_254_740_991

    func writeState(to writer: inout JSONWriter) { writer.value(self) }

    init(state json: JSONValue) throws(StateError) {
        try self.init(state: json, in: -Self.safe...Self.safe)
    }

    init(state json: JSONValue, in range: ClosedRange<Int>) throws(StateError) {
        guard let number = json.integer, range.contains(number) else {
            throw .expected("a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        self = number
    }
}

extension ClosedRange<Int> {
    /// The range of a number that counts something.
    static let count = 0...9_007_199_254_740_991
    /// The range of a quota in the settings.
    static let quota = 0...Int.max
    /// The range of a figure in the settings that must not be zero.
    static let figure = 1...Int.max
}

extension UInt64: StateCodable {
    /// In hexadecimal, because JSON numbers are exact only up to 2^53.
    func writeState(to writer: inout JSONWriter) {
        let digits = String(self, radix: 16)
        writer.value(String(repeating: "0", count: 16 - digits.utf8.count) + digits)
    }

    init(state json: JSONValue) throws(StateError) {
        let text = json.string ?? ""
        let isLowercase = text.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        guard text.utf8.count == 16, isLowercase, let number = UInt64(text, radix: 16) else {
            throw .expected("a string of 16 digits from 0 to f")
        }
        self = number
    }
}

extension Double: StateCodable {
    func writeState(to writer: inout JSONWriter) { writer.value(.number(self)) }

    init(state json: JSONValue) throws(StateError) {
        guard let number = json.double, number.isFinite else { throw .expected("a number") }
        self = number
    }
}

extension Optional: StateCodable where Wrapped: StateCodable {
    func writeState(to writer: inout JSONWriter) {
        guard let self else { return writer.value(.null) }
        self.writeState(to: &writer)
    }

    init(state json: JSONValue) throws(StateError) {
        self = json.isNull ? nil : try Wrapped(state: json)
    }
}

extension Array: StateCodable where Element: StateCodable {
    func writeState(to writer: inout JSONWriter) {
        writeArray(to: &writer) { $0.writeState(to: &$1) }
    }

    init(state json: JSONValue) throws(StateError) {
        guard let elements = json.array else { throw .expected("an array") }
        self = []
        reserveCapacity(elements.count)
        for (index, element) in elements.enumerated() {
            do throws(StateError) { append(try Element(state: element)) } catch { throw error.inside(index) }
        }
    }
}

/// Free JSON, exported as it is.
extension JSONValue: StateCodable {
    func writeState(to writer: inout JSONWriter) { writer.value(self) }

    init(state json: JSONValue) throws(StateError) { self = json }
}

/// A free JSON object, exported as it is, with the order of its members.
extension OrderedDictionary: StateCodable where Key == String, Value == JSONValue {
    func writeState(to writer: inout JSONWriter) { writer.value(.object(self)) }

    init(state json: JSONValue) throws(StateError) {
        guard let members = json.object else { throw .expected("an object") }
        self = members
    }
}

extension StateCodable where Self: RawRepresentable<String> & CaseIterable {
    func writeState(to writer: inout JSONWriter) { writer.value(rawValue) }

    init(state json: JSONValue) throws(StateError) {
        let text = try String(state: json)
        guard let value = Self(rawValue: text) else { throw .unknown(text, among: Self.allCases.map(\.rawValue)) }
        self = value
    }
}
