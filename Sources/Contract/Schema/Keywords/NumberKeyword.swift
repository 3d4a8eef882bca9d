import Documents
import OrderedCollections

/// The bounds of numbers and `multipleOf`; values that are not numbers pass.
struct NumberKeyword: SchemaKeyword {
    private enum Rule: String, CaseIterable {
        case minimum
        case exclusiveMinimum
        case maximum
        case exclusiveMaximum
        case multipleOf
    }

    private let rule: Rule
    private let bound: JSONValue
    private let message: String

    static func compile(_ schema: JSONObject, _ compiler: SchemaCompiler) -> [any SchemaKeyword] {
        Rule.allCases.compactMap { rule in
            guard let bound = schema[rule.rawValue], bound.double != nil else { return nil }
            return NumberKeyword(rule, bound)
        }
    }

    private init(_ rule: Rule, _ bound: JSONValue) {
        self.rule = rule
        self.bound = bound
        message =
            switch rule {
            case .minimum: "must be at least \(bound.text)"
            case .exclusiveMinimum: "must be more than \(bound.text)"
            case .maximum: "must be at most \(bound.text)"
            case .exclusiveMaximum: "must be less than \(bound.text)"
            case .multipleOf: "must be a multiple of \(bound.text)"
            }
    }

    func validate(_ value: JSONValue, _ evaluation: inout Evaluation) -> Bool {
        guard let number = value.double, let limit = bound.double else { return true }
        let isValid =
            switch rule {
            case .minimum: !Self.isLess(value, number, bound, limit)
            case .exclusiveMinimum: Self.isLess(bound, limit, value, number)
            case .maximum: !Self.isLess(bound, limit, value, number)
            case .exclusiveMaximum: Self.isLess(value, number, bound, limit)
            case .multipleOf: Self.isMultiple(value, of: bound)
            }
        return isValid || evaluation.fail(rule.rawValue, message)
    }

    /// Compares numbers; integers are compared as integers, as not all of them can be represented as a `Double`.
    private static func isLess(_ left: JSONValue, _ leftNumber: Double, _ right: JSONValue, _ rightNumber: Double)
        -> Bool
    {
        if case .integer(let left) = left, case .integer(let right) = right { return left < right }
        return leftNumber < rightNumber
    }

    private static func isMultiple(_ value: JSONValue, of divisor: JSONValue) -> Bool {
        guard let number = value.double, let step = divisor.double, step > 0 else { return true }
        if let dividend = ScaledInteger(number), let divisor = ScaledInteger(step),
            let isMultiple = dividend.isMultiple(of: divisor)
        {
            return isMultiple
        }
        return number.truncatingRemainder(dividingBy: step) == 0
    }
}

/// A decimal number as digits and a power of ten, so that 0.07 is exactly seven hundredths.
private struct ScaledInteger {
    var digits: Int
    var exponent: Int

    /// Converts the shortest decimal text of the number; nil if it has too many digits.
    init?(_ number: Double) {
        let parts = number.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        guard let digits = Int(mantissa[0] + fraction) else { return nil }
        self.digits = digits
        exponent = (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count
    }

    /// Whether the number is a multiple of another; nil if the digits overflow.
    func isMultiple(of other: ScaledInteger) -> Bool? {
        let lowest = Swift.min(exponent, other.exponent)
        guard let left = shifted(to: lowest), let right = other.shifted(to: lowest), right != 0 else { return nil }
        return left % right == 0
    }

    private func shifted(to lowest: Int) -> Int? { digits.timesTen(toThe: exponent - lowest) }
}
