import Documents

/// Texts and numbers that schemas will probably accept, the likeliest first.
struct SampleScalars {
    let facts: SampleFacts

    var strings: [JSONValue] {
        let minimum = Int(facts.highest("minLength") ?? 0)
        let maximum = Int(facts.lowest("maxLength") ?? 1_000_000)
        var texts: [String] = facts.all("format").compactMap(\.string).compactMap { StringFormat(rawValue: $0)?.sample }
        for pattern in facts.all("pattern").compactMap(\.string).compactMap({ try? Pattern($0) }) {
            for extra in [0, 1, 2, 4, 8, 16, 32, minimum] {
                texts.append(PatternSampler(extraRounds: extra).sample(of: pattern.root))
            }
        }
        texts.append("text")
        texts += texts.map { $0.count < minimum ? $0 + String(repeating: "x", count: minimum - $0.count) : $0 }
        texts.append(String("text".prefix(maximum)))
        return texts.map(JSONValue.string)
    }

    var numbers: [JSONValue] {
        var values: [Double] = []
        let step = facts.lowest("multipleOf") ?? 1
        let lower = [facts.highest("minimum"), facts.highest("exclusiveMinimum").map { $0 + step }].compactMap(\.self)
            .max()
        let upper = [facts.lowest("maximum"), facts.lowest("exclusiveMaximum").map { $0 - step }].compactMap(\.self)
            .min()
        if let lower {
            values += [lower, (lower / step).rounded(.up) * step]
        } else if let upper {
            values += [min(upper, step), (upper / step).rounded(.down) * step]
        }
        values += [1, 0, step, 0.5]
        if let lower, let upper { values.append((lower + upper) / 2) }
        if let lower = facts.highest("exclusiveMinimum"), let upper = facts.lowest("exclusiveMaximum") {
            values.append((lower + upper) / 2)
        }
        return values.map { value in Int(exactly: value).map(JSONValue.integer) ?? .number(value) }
    }
}
