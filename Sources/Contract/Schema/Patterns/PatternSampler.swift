/// Makes a text that a pattern will probably match; the caller must check it.
struct PatternSampler {
    /// How many rounds more than necessary a repetition has, if it allows them.
    private let extraRounds: Int
    /// Selects the scalars of sets and the branches of alternatives.
    private var variation: Int
    /// The texts of the groups, for back references.
    private var groups: [Int: String] = [:]
    private var length = 0

    private static let maximumLength = 200_000

    init(extraRounds: Int, variation: Int = 0) {
        self.extraRounds = extraRounds
        self.variation = variation
    }

    func sample(of node: PatternNode) -> String {
        var sampler = self
        return sampler.make(node)
    }

    private mutating func make(_ node: PatternNode) -> String {
        guard length < Self.maximumLength else { return "" }
        switch node {
        case .scalars(let set):
            length += 1
            return member(of: set)
        case .sequence(let nodes): return nodes.map { make($0) }.joined()
        case .alternatives(let branches):
            let branch = variation % max(branches.count, 1)
            variation /= max(branches.count, 1)
            return branches.isEmpty ? "" : make(branches[branch])
        case .repetition(let node, let minimum, let maximum, _):
            return repeated(node, minimum: minimum, extra: min(extraRounds, (maximum ?? .max) - minimum))
        case .group(let node, let number):
            let text = make(node)
            groups[number] = text
            return text
        case .backReference(let number): return groups[number] ?? ""
        // The names of groups are not known here; the last group is the most likely one.
        case .namedBackReference: return groups.max { $0.key < $1.key }?.value ?? ""
        case .start, .end, .wordBoundary, .look: return ""
        }
    }

    private mutating func repeated(_ node: PatternNode, minimum: Int, extra: Int) -> String {
        let rounds = min(minimum, Self.maximumLength) + extra
        guard rounds > 0 else { return "" }
        var text = ""
        var round = 0
        while round < rounds, variation > 0, round < 64 {
            text += make(node)
            round += 1
        }
        guard round < rounds else { return text }
        let before = length
        let one = make(node)
        let size = max(length - before, 1)
        // Nested rounds multiply, so unnecessary rounds stop when the text is long enough.
        let wanted = max(minimum - round, 0) + min(extra, max(max(extraRounds, 64) - before, 0) / size)
        let count = min(max(wanted, 1), rounds - round, Self.maximumLength / size + 1)
        length += (count - 1) * size
        return text + String(repeating: one, count: count)
    }

    private mutating func member(of set: ScalarSet) -> String {
        guard variation > 0 else { return Self.member(of: set) }
        let members = "a0A1bcdefghijBCDEFGHIJ23456789".unicodeScalars.filter { set.contains($0.value) }
        guard members.count > 1 else { return Self.member(of: set) }
        let member = members[members.index(members.startIndex, offsetBy: variation % members.count)]
        variation /= members.count
        return String(Character(member))
    }

    private static func member(of set: ScalarSet) -> String {
        let preferred = "a0A1- _".unicodeScalars.first { set.contains($0.value) }
        let listed = set.isNegated ? nil : set.ranges.lazy.compactMap { Unicode.Scalar($0.lowerBound) }.first
        let found =
            preferred ?? listed ?? (0x21...0x24F).lazy.compactMap(Unicode.Scalar.init).first { set.contains($0.value) }
        return found.map { String(Character($0)) } ?? ""
    }
}
