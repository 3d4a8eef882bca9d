import Documents

/// A decimal number as digits and a power of ten, so that its multiples can be calculated without rounding.
struct DecimalStep {
    let digits: Int
    let exponent: Int

    init(digits: Int, exponent: Int) {
        self.digits = digits
        self.exponent = exponent
    }

    /// Converts a positive number; nil if it has too many digits.
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

    private func scaled(to lowest: Int) -> Int? { digits.timesTen(toThe: exponent - lowest) }

    // MARK: Multiples

    /// The multiple of the number; nil if it has too many digits.
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

    /// The lowest factor whose multiple is at least the bound.
    func factor(atLeast bound: JSONValue) -> Int? {
        quotient(bound, .up).flatMap { settle($0, 1) { !$0.isLess(bound) } }
    }

    func factor(above bound: JSONValue) -> Int? { quotient(bound, .up).flatMap { settle($0, 1) { bound.isLess($0) } } }

    /// The highest factor whose multiple is at most the bound.
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

    /// Corrects a factor that is up to two too low or too high because of rounding or an exclusive bound.
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
