import Documents

/// Numbers that the schemas will probably accept, the likeliest first.
struct SampleNumbers {
    let facts: SampleFacts
    /// How many numbers have been used before.
    let variation: Int

    var candidates: [JSONValue] {
        let step = self.step
        var values: [JSONValue] = []
        if variation == 0 { values += [bounds("minimum").max { $0.1 < $1.1 }?.0].compactMap(\.self) }
        values += multiples(of: step ?? DecimalStep(digits: 1, exponent: 0))
        if variation == 0 { values += [1, 0, step?.value(times: 1) ?? 1, 0.5, -1, -0.5] }
        values += between
        values += ["minimum", "maximum"].flatMap { bounds($0).map(\.0) }
        return values
    }

    private func bounds(_ keyword: String) -> [(JSONValue, Double)] {
        facts.all(keyword).compactMap { value in value.double.map { (value, $0) } }
    }

    /// What the number has to be a multiple of, where that can be calculated.
    private var step: DecimalStep? {
        var steps = facts.all("multipleOf").compactMap(\.double).filter { $0 > 0 }.map { DecimalStep($0) }
        guard !steps.isEmpty else { return nil }
        if !facts.types.contains(.number) { steps.append(DecimalStep(digits: 1, exponent: 0)) }
        return steps.dropFirst().reduce(steps[0]) { step, other in
            step.flatMap { first in other.flatMap(first.leastCommonMultiple) }
        }
    }

    // MARK: Multiples

    /// Multiples of a step near the bounds, beginning with the smallest from which it goes on.
    private func multiples(of step: DecimalStep) -> [JSONValue] {
        if let lower = lowestFactor(step) {
            return factors(from: lower, up: true).compactMap(step.value)
        }
        if let upper = highestFactor(step) {
            let first = upper > 0 ? [1 + variation].filter { $0 <= upper } : []
            return (first + factors(from: upper, up: false)).compactMap(step.value)
        }
        return factors(from: 1, up: true).compactMap(step.value)
    }

    private func factors(from first: Int, up: Bool) -> [Int] {
        (variation..<variation + 6).compactMap { offset in
            let (sum, overflow) =
                up
                ? first.addingReportingOverflow(offset) : first.subtractingReportingOverflow(offset)
            return overflow ? nil : sum
        }
    }

    private func lowestFactor(_ step: DecimalStep) -> Int? {
        let inclusive = facts.all("minimum").compactMap { step.factor(atLeast: $0) }
        let exclusive = facts.all("exclusiveMinimum").compactMap { step.factor(above: $0) }
        return (inclusive + exclusive).max()
    }

    private func highestFactor(_ step: DecimalStep) -> Int? {
        let inclusive = facts.all("maximum").compactMap { step.factor(atMost: $0) }
        let exclusive = facts.all("exclusiveMaximum").compactMap { step.factor(below: $0) }
        return (inclusive + exclusive).min()
    }

    // MARK: Narrow ranges

    /// Numbers between the bounds, those with the fewest digits first.
    private var between: [JSONValue] {
        let lower = (bounds("minimum") + bounds("exclusiveMinimum")).map(\.1).max()
        let upper = (bounds("maximum") + bounds("exclusiveMaximum")).map(\.1).min()
        var values: [Double] = []
        if let lower, let upper, lower <= upper {
            for places in 0...15 where values.count < variation + 6 {
                for offset in 0...variation + 2 {
                    guard let factor = DecimalStep(digits: 1, exponent: -places).factor(atLeast: .number(lower)),
                        let value = DecimalStep(digits: 1, exponent: -places).value(times: factor + offset)?.double,
                        value <= upper
                    else { break }
                    values.append(value)
                }
            }
            values.append(lower + (upper - lower) / 2)
        }
        if let lower { values += [lower.nextUp, lower + 0.5 + Double(variation)] }
        if let upper { values += [upper.nextDown, upper - 0.5 - Double(variation)] }
        if variation > 0 { values.append(0.5 + Double(variation)) }
        return values.map { value in Int(exactly: value).map(JSONValue.integer) ?? .number(value) }
    }
}

/// A decimal number as digits and a power of ten, to count in steps of it without rounding.
struct DecimalStep {
    let digits: Int
    let exponent: Int

    init(digits: Int, exponent: Int) {
        self.digits = digits
        self.exponent = exponent
    }

    /// Nil if the number has too many digits.
    init?(_ number: Double) {
        let parts = number.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".")
        let fraction = mantissa.count > 1 && mantissa[1] != "0" ? mantissa[1] : ""
        guard let digits = Int(mantissa[0] + fraction), digits > 0 else { return nil }
        self.init(digits: digits, exponent: (parts.count > 1 ? Int(parts[1]) ?? 0 : 0) - fraction.count)
    }

    func leastCommonMultiple(_ other: DecimalStep) -> DecimalStep? {
        let lowest = min(exponent, other.exponent)
        guard let left = scaled(to: lowest), let right = other.scaled(to: lowest) else { return nil }
        var (divisor, remainder) = (left, right)
        while remainder != 0 { (divisor, remainder) = (remainder, divisor % remainder) }
        let (product, overflow) = (left / divisor).multipliedReportingOverflow(by: right)
        return overflow ? nil : DecimalStep(digits: product, exponent: lowest)
    }

    private func scaled(to lowest: Int) -> Int? {
        guard exponent - lowest < 19 else { return nil }
        var result = digits
        for _ in lowest..<exponent {
            let (product, overflow) = result.multipliedReportingOverflow(by: 10)
            guard !overflow else { return nil }
            result = product
        }
        return result
    }

    // MARK: Multiples

    /// The multiple; nil if it has too many digits.
    func value(times factor: Int) -> JSONValue? {
        let (product, overflow) = factor.multipliedReportingOverflow(by: digits)
        guard !overflow else { return nil }
        if product == 0 { return 0 }
        if exponent >= 0, let whole = DecimalStep(digits: product, exponent: exponent).scaled(to: 0) {
            return .integer(whole)
        }
        guard let number = Double("\(product)e\(exponent)"), number.isFinite else { return nil }
        return Int(exactly: number).map(JSONValue.integer) ?? .number(number)
    }

    /// The lowest factor whose multiple is not below the bound.
    func factor(atLeast bound: JSONValue) -> Int? {
        quotient(bound, .up).flatMap { settle($0, 1) { !$0.isLess(bound) } }
    }

    func factor(above bound: JSONValue) -> Int? { quotient(bound, .up).flatMap { settle($0, 1) { bound.isLess($0) } } }

    /// The highest factor whose multiple is not above the bound.
    func factor(atMost bound: JSONValue) -> Int? {
        quotient(bound, .down).flatMap { settle($0, -1) { !bound.isLess($0) } }
    }

    func factor(below bound: JSONValue) -> Int? {
        quotient(bound, .down).flatMap { settle($0, -1) { $0.isLess(bound) } }
    }

    private func quotient(_ bound: JSONValue, _ rule: FloatingPointRoundingRule) -> Int? {
        if case .integer(let whole) = bound, let step = exponent >= 0 ? scaled(to: 0) : nil {
            let quotient = whole / step
            return whole % step != 0 && (whole > 0) == (rule == .up) ? quotient + (rule == .up ? 1 : -1) : quotient
        }
        guard let number = bound.double, let step = Double("\(digits)e\(exponent)"), step > 0 else { return nil }
        return Int(exactly: (number / step).rounded(rule))
    }

    /// Corrects a quotient that rounding, or an exclusive bound, has left a little on the wrong side.
    private func settle(_ factor: Int, _ direction: Int, _ fits: (JSONValue) -> Bool) -> Int? {
        var factor = factor
        for _ in 0..<3 {
            guard let value = value(times: factor) else { return nil }
            if fits(value) { return factor }
            let (next, overflow) = factor.addingReportingOverflow(direction)
            guard !overflow else { return nil }
            factor = next
        }
        return nil
    }
}

extension JSONValue {
    /// Compares numbers, whole ones as such because not all of them fit a floating-point value.
    fileprivate func isLess(_ other: JSONValue) -> Bool {
        if case .integer(let left) = self, case .integer(let right) = other { return left < right }
        guard let left = double, let right = other.double else { return false }
        return left < right
    }
}
