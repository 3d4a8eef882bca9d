package import Documents
package import EmulatorCore
import OrderedCollections

/// A pattern of a contract test, which a value matches or not.
///
/// An object matches if all its members do, whatever other members the value has. An array matches if it has the same
/// length and all its elements do. A text in slashes is a regular expression, and an object with one `$` key an operator,
/// as in matchers. Any other pattern matches an equal value.
package struct ValueExpectation: Sendable {
    indirect enum Condition {
        case members(OrderedDictionary<String, ValueExpectation>)
        case elements([ValueExpectation])
        case contains(ValueExpectation)
        case equals(JSONValue)
        case pattern(ValuePattern)
    }

    /// The pattern as it was written.
    package let source: JSONValue
    let condition: Condition

    /// Reads a pattern without variables.
    package init(_ json: JSONValue) throws(ReadingError) {
        var mistakes: [ReadingError] = []
        self.init(json, at: JSONPointer(), &mistakes)
        if let first = mistakes.first { throw first }
    }

    /// Reads the pattern of a header, whose value is a text: a number is compared as a text.
    package init(ofHeader json: JSONValue) throws(ReadingError) {
        switch json {
        case .integer, .number, .bool: try self.init(.string(json.text))
        case .null, .string, .array, .object: try self.init(json)
        }
    }

    /// All mistakes in a pattern, such as a malformed regular expression.
    static func mistakes(in json: JSONValue) -> [ReadingError] {
        var mistakes: [ReadingError] = []
        _ = ValueExpectation(json, at: JSONPointer(), &mistakes)
        return mistakes
    }

    private init(_ json: JSONValue, at place: JSONPointer, _ mistakes: inout [ReadingError]) {
        source = json
        switch json {
        case .string: condition = Self.pattern(json, at: place, &mistakes)
        case .object(let members):
            let operators = members.keys.filter(ValuePattern.operators.contains)
            if members.count == 1, let key = members.keys.first, key.hasPrefix("$") {
                condition = Self.operation(json, key, at: place, &mistakes)
                return
            }
            for key in operators {
                let message = "must be the only key of its object"
                mistakes.append(ReadingError(place.appending(key).description, message))
            }
            var expectations: OrderedDictionary<String, ValueExpectation> = [:]
            for (name, member) in members {
                expectations[name] = ValueExpectation(member, at: place.appending(name), &mistakes)
            }
            condition = .members(expectations)
        case .array(let elements):
            var expectations: [ValueExpectation] = []
            for (index, element) in elements.enumerated() {
                expectations.append(ValueExpectation(element, at: place.appending(index), &mistakes))
            }
            condition = .elements(expectations)
        case .null, .bool, .integer, .number: condition = .equals(json)
        }
    }

    private static func operation(
        _ json: JSONValue,
        _ key: String,
        at place: JSONPointer,
        _ mistakes: inout [ReadingError]
    ) -> Condition {
        let value = json[key] ?? .null
        switch key {
        case "$contains": return .contains(ValueExpectation(value, at: place.appending(key), &mistakes))
        case "$equals": return .equals(value)
        default: return pattern(json, at: place, &mistakes)
        }
    }

    private static func pattern(
        _ json: JSONValue,
        at place: JSONPointer,
        _ mistakes: inout [ReadingError]
    ) -> Condition {
        do throws(ReadingError) {
            switch try ValuePattern(json, at: place.description, readsGlobs: false) {
            case .equals(let value): return .equals(value)
            case let pattern: return .pattern(pattern)
            }
        } catch {
            mistakes.append(error)
            return .equals(json)
        }
    }
}
