package import Documents
import EmulatorCore
import OrderedCollections

extension ValueExpectation {
    /// All places at which a value does not match; nil for the value means that there is none.
    package func mismatches(with actual: JSONValue?) -> [ValueMismatch] {
        mismatches(with: actual, Places())
    }

    /// The same place in the actual value and in the pattern.
    private struct Places {
        var actual = JSONPointer()
        var pattern = JSONPointer()

        func appending(_ token: String) -> Places {
            Places(actual: actual.appending(token), pattern: pattern.appending(token))
        }
    }

    private func mismatches(with actual: JSONValue?, _ places: Places) -> [ValueMismatch] {
        switch (condition, actual) {
        case (.pattern(let pattern), _):
            return pattern.accepts(actual) ? [] : [mismatch(objection(of: pattern, to: actual), actual, places)]
        case (_, nil): return [mismatch("is missing", nil, places)]
        case (.equals(let expected), let actual?): return differences(of: actual, from: expected, places)
        case (.contains(let element), let actual?):
            return element.objection(toContainer: actual).map { [mismatch($0, actual, places)] } ?? []
        case (.members(let members), .object(let values)?):
            return members.flatMap { name, member in member.mismatches(with: values[name], places.appending(name)) }
        case (.members, let actual?): return [mismatch("must be an object", actual, places)]
        case (.elements(let expectations), .array(let values)?) where expectations.count == values.count:
            return zip(expectations, values).enumerated().flatMap { index, pair in
                pair.0.mismatches(with: pair.1, places.appending(String(index)))
            }
        case (.elements(let expectations), .array(let values)?):
            let count = values.count == 1 ? "1 element" : "\(values.count) elements"
            return [mismatch("has \(count) instead of \(expectations.count)", actual, places)]
        case (.elements, let actual?): return [mismatch("must be an array", actual, places)]
        }
    }

    private func mismatch(_ message: String, _ actual: JSONValue?, _ places: Places) -> ValueMismatch {
        ValueMismatch(
            pointer: places.actual,
            patternPointer: places.pattern,
            expected: source,
            actual: actual,
            message: message
        )
    }

    private func differences(of actual: JSONValue, from expected: JSONValue, _ places: Places) -> [ValueMismatch] {
        let pattern = source["$equals"] == nil ? places.pattern : places.pattern.appending("$equals")
        return expected.differences(to: actual).map { difference in
            let message =
                switch (difference.from, difference.to) {
                case (let expected?, let actual?): expected.demand(of: actual)
                case (_, nil): "is missing"
                case (nil, _): "must be absent"
                }
            return ValueMismatch(
                pointer: places.actual.appending(difference.pointer),
                patternPointer: pattern.appending(difference.pointer),
                expected: difference.from ?? source,
                actual: difference.to,
                message: message
            )
        }
    }

    // MARK: Messages

    /// Why an array or a text does not contain what matches; nil if it does.
    private func objection(toContainer actual: JSONValue) -> String? {
        switch actual {
        case .array(let elements):
            let misses = elements.map { mismatches(with: $0) }
            guard !misses.contains(where: \.isEmpty) else { return nil }
            let nearest = misses.indices.min { misses[$0].count < misses[$1].count }
            guard let nearest, let miss = misses[nearest].first, !miss.pointer.tokens.isEmpty else {
                return "has no element that matches \(source.shown)"
            }
            return "has no element that matches; in the nearest, /\(nearest)\(miss.pointer) \(miss.message)"
        case .string(let text):
            if case .equals(.string(let part)) = condition, text.contains(part) { return nil }
            return mismatches(with: actual).isEmpty ? nil : "must contain \(source.shown)"
        case .null, .bool, .integer, .number, .object: return "must be an array or a string"
        }
    }

    private func objection(of pattern: ValuePattern, to value: JSONValue?) -> String {
        if case .exists(false) = pattern { return "must be absent" }
        guard value != nil else { return "is missing" }
        switch pattern {
        case .expression: return "must match \(source.string ?? "/\(source["$regex"]?.string ?? "")/")"
        case .glob(let glob): return "must match the glob `\(glob.source)`"
        case .oneOf(let values): return "must be one of \(values.map(\.shown).joined(separator: ", "))"
        case .atLeast(let bound): return "must be at least \(JSONValue.number(bound).text)"
        case .atMost(let bound): return "must be at most \(JSONValue.number(bound).text)"
        case .equals, .exists, .contains: return "must match \(source.shown)"
        }
    }
}

extension ValuePattern {
    /// Whether a value matches; unlike in a matcher, a text does not stand for a number.
    fileprivate func accepts(_ value: JSONValue?) -> Bool {
        guard case .oneOf(let expected) = self, let value else { return matches(value) }
        return expected.contains(value)
    }
}

extension JSONValue {
    private static let longestShown = 100

    /// The value in a message: a string in backticks, anything else as JSON; a long one is shortened.
    fileprivate var shown: String {
        let text = string ?? self.text
        let short = text.count > Self.longestShown ? text.prefix(Self.longestShown) + "…" : text
        return string == nil ? short : "`\(short)`"
    }

    /// What an actual value must be instead, with the type if only that is wrong.
    fileprivate func demand(of actual: JSONValue) -> String {
        if let text = string, text == actual.text { return "must be the string \(shown)" }
        return actual.string == text ? "must be \(shown), not a string" : "must be \(shown)"
    }
}
