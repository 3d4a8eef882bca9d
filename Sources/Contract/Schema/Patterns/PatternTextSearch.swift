import OrderedCollections

/// Finds texts that match all of some patterns and none of others, the shortest first.
struct PatternTextSearch {
    /// The beginning of a text: the expression that must follow, and the state before its last scalar.
    private struct State {
        let rest: Int
        let hasWordBefore: Bool
        let previous: Int
        let kind: Int
    }

    private struct StateKey: Hashable {
        let rest: Int
        let hasWordBefore: Bool
    }

    /// The most states that are kept for each length.
    private static let maximumWidth = 48
    private static let maximumLength = 600

    private var language = PatternLanguage()
    private let root: Int
    /// Groups of scalars that no set of the patterns tells apart; the preferred scalar of a group is the first.
    private var kinds: [[UInt32]] = []
    private var states: [State] = []
    private let maximumWork: Int
    private var looks = 0
    /// The remaining steps.
    var work: Int { maximumWork - looks - language.work }

    init(matching patterns: [Pattern], notMatching others: [Pattern], work: Int) {
        var language = PatternLanguage()
        let wanted = patterns.map { language.texts(matching: $0.root) }
        let unwanted = others.map { language.not(language.texts(matching: $0.root)) }
        root = language.both(wanted + unwanted)
        self.language = language
        maximumWork = work - language.count
        kinds = Self.kinds(of: language.sets)
    }

    /// Up to `count` texts with a length from `minimum` to `maximum`, the shortest first.
    mutating func texts(minimum: Int, maximum: Int, count: Int, variation: Int = 0) -> [String] {
        var found: OrderedSet<String> = []
        states = [State(rest: root, hasWordBefore: false, previous: -1, kind: 0)]
        var layer = 0..<1
        for length in 0...min(maximum, Self.maximumLength) {
            if length >= minimum {
                let accepted = layer.filter { accepts(states[$0], isStart: length == 0) }
                // Parts that the language cannot express are checked later, so other scalars are tried, too.
                for further in 0..<8 {
                    for state in accepted where found.count < count {
                        found.append(text(of: state, variation + further))
                    }
                }
            }
            if found.count >= count || layer.isEmpty || work < 0 { break }
            layer = nextLayer(after: layer, isStart: length == 0)
        }
        return found.elements
    }

    private mutating func accepts(_ state: State, isStart: Bool) -> Bool {
        var around = PatternLanguage.Surroundings()
        around.isStart = isStart
        around.isEnd = true
        around.hasWordBefore = state.hasWordBefore
        return language.acceptsEmpty(state.rest, around)
    }

    private mutating func nextLayer(after layer: Range<Int>, isStart: Bool) -> Range<Int> {
        let first = states.count
        var seen: Set<StateKey> = []
        for previous in layer {
            for (kind, members) in kinds.enumerated() {
                guard let scalar = members.first, states.count - first < Self.maximumWidth else { break }
                looks += 1
                guard work > 0 else { return first..<states.count }
                var around = PatternLanguage.Surroundings()
                around.isStart = isStart
                around.hasWordBefore = states[previous].hasWordBefore
                around.hasWordAfter = ScalarSet.word.contains(scalar)
                let rest = language.rest(of: states[previous].rest, after: scalar, around)
                let key = StateKey(rest: rest, hasWordBefore: around.hasWordAfter)
                guard rest != PatternLanguage.nothing, seen.insert(key).inserted else { continue }
                states.append(
                    State(rest: rest, hasWordBefore: around.hasWordAfter, previous: previous, kind: kind)
                )
            }
        }
        return first..<states.count
    }

    /// The text of a state; another `variation` gives other scalars of the same kinds.
    private func text(of state: Int, _ variation: Int) -> String {
        var scalars: [UInt32] = []
        var place = state
        var remainder = variation
        while states[place].previous >= 0 {
            let members = kinds[states[place].kind]
            scalars.append(members[remainder % members.count])
            remainder /= members.count
            place = states[place].previous
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars.reversed().compactMap(Unicode.Scalar.init))
        return text
    }

    // MARK: Kinds of scalars

    private static func kinds(of sets: [ScalarSet]) -> [[UInt32]] {
        let usual = "aA01bcdefBCDEF23456789-_ .xyz@/:!#$%&*+,;=?~'\"()<>[]\\^`{|}\téßΩж中😀"
        var candidates = usual.unicodeScalars.map(\.value)
        for set in sets.prefix(200) {
            for range in set.ranges.prefix(20) {
                candidates += [range.lowerBound, range.upperBound]
                if range.lowerBound > 0 { candidates.append(range.lowerBound - 1) }
                candidates.append(range.upperBound + 1)
            }
        }
        let usedSets = Array(sets.prefix(200))
        var positions: [[Bool]: Int] = [:]
        var kinds: [[UInt32]] = []
        var seen: Set<UInt32> = []
        for scalar in candidates where Unicode.Scalar(scalar) != nil && seen.insert(scalar).inserted {
            let signature = usedSets.map { $0.contains(scalar) } + [ScalarSet.word.contains(scalar)]
            if let position = positions[signature] {
                if kinds[position].count < 24 { kinds[position].append(scalar) }
            } else if kinds.count < 60 {
                positions[signature] = kinds.count
                kinds.append([scalar])
            }
        }
        return kinds
    }
}
