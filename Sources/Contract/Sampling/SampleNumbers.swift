import Documents

/// Numbers that the schemas will probably accept, the most likely one first.
struct SampleNumbers {
    let facts: SampleFacts
    /// How many numbers are excluded because they have been used before.
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

    /// The number that all candidates must be a multiple of; nil if there is no `multipleOf` or it has too many digits.
    private var step: DecimalStep? {
        var steps = facts.all("multipleOf").compactMap(\.double).filter { $0 > 0 }.map { DecimalStep($0) }
        guard !steps.isEmpty else { return nil }
        if !facts.types.contains(.number) { steps.append(DecimalStep(digits: 1, exponent: 0)) }
        return steps.dropFirst().reduce(steps[0]) { step, other in
            step.flatMap { first in other.flatMap(first.leastCommonMultiple) }
        }
    }

    // MARK: Multiples

    /// Multiples of a step within the bounds: upwards from the lower bound, else downwards from the upper bound.
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
