import Documents
import OrderedCollections

/// Strings that the schemas will probably accept, the most likely one first.
struct SampleTexts {
    let facts: SampleFacts
    /// How many strings are excluded because they have been used before.
    let variation: Int
    private let minimum: Int
    private let maximum: Int
    private static let maximumLength = 1_000_000

    init(facts: SampleFacts, variation: Int) {
        self.facts = facts
        self.variation = variation
        minimum = min(facts.highest("minLength"), Self.maximumLength)
        maximum = facts.lowest("maxLength") ?? .max
    }

    /// Strings for each format, strings for each pattern on its own, and plain ones.
    var likely: [JSONValue] {
        var texts: OrderedSet<String> = []
        let formats = facts.all("format").compactMap(\.string)
        for format in formats.compactMap(StringFormat.init(rawValue:)) {
            texts.append(contentsOf: SampleFormats(minimum: minimum, maximum: maximum, variation: variation)[format])
        }
        if facts.all("contentEncoding").contains("base64") || formats.contains("byte") {
            texts.append(contentsOf: encodedTexts)
        }
        for pattern in patterns {
            for extra in [0, 1, 2, 4, 8, 16, 32, minimum] {
                let sampler = PatternSampler(extraRounds: extra, variation: variation)
                texts.append(sampler.sample(of: pattern.root))
            }
            guard pattern.hasBackReferences else { continue }
            for further in 1...8 {
                let sampler = PatternSampler(extraRounds: 0, variation: variation + further)
                texts.append(sampler.sample(of: pattern.root))
            }
        }
        texts.append(contentsOf: plain)
        return texts.filter(hasLength).map(JSONValue.string)
    }

    /// Strings that match all patterns and formats together and none of the unwanted patterns.
    func searched(_ search: SampleSearch) -> [JSONValue] {
        guard !patterns.isEmpty || !facts.unwantedPatterns.isEmpty, !search.budget.isExhausted else { return [] }
        let formats = facts.all("format").compactMap(\.string).compactMap(StringFormat.init(rawValue:))
        let shapes = formats.compactMap(\.shape).compactMap { try? Pattern($0) }
        var texts = PatternTextSearch(matching: patterns + shapes, notMatching: facts.unwantedPatterns, work: 2_500)
        let found = texts.texts(minimum: minimum, maximum: maximum, count: 32, variation: variation)
        search.budget.spend((2_500 - texts.work) / 2)
        return found.map(JSONValue.string)
    }

    private var patterns: [Pattern] {
        facts.schemas.compactMap { node, _ in
            node.members["pattern"]?.string.flatMap { facts.graph.pattern($0, of: node) }
        }
    }

    private var plain: [String] {
        var texts: [String] = []
        if variation > 0 {
            texts.append("text\(variation + 1)")
            texts.append(String(variation, radix: 36))
            if let scalar = Unicode.Scalar(UInt32(0x61 + variation % 26)) { texts.append(String(Character(scalar))) }
        } else {
            texts += ["text", "sample", "a"]
        }
        texts += texts.filter { $0.unicodeScalars.count < minimum }.map { text in
            text + String(repeating: "x", count: minimum - text.unicodeScalars.count)
        }
        texts += texts.filter { $0.unicodeScalars.count > maximum }.map { text in
            String(variation == 0 ? text.prefix(maximum) : text.suffix(maximum))
        }
        return texts + [""]
    }

    private var encodedTexts: [String] {
        let groups = max((minimum + 3) / 4, 2)
        return [
            String(repeating: "dGV4", count: groups - 1) + "dA==", String(repeating: "dGV4", count: groups), "dA==", "",
        ]
    }

    private func hasLength(_ text: String) -> Bool {
        let length = text.unicodeScalars.count
        return length >= minimum && length <= maximum
    }
}
