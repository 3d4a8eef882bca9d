/// Makes a text that a pattern will probably match; the caller checks it.
struct PatternSampler {
    /// How many rounds more than needed a repetition takes, where it may.
    let extraRounds: Int

    func sample(of node: PatternNode) -> String {
        switch node {
        case .scalars(let set): return Self.member(of: set)
        case .sequence(let nodes): return nodes.map(sample).joined()
        case .alternatives(let branches): return branches.first.map(sample) ?? ""
        case .repetition(let node, let minimum, let maximum, _):
            let rounds = min(minimum + extraRounds, maximum ?? .max)
            return String(repeating: sample(of: node), count: rounds)
        case .group(let node, _): return sample(of: node)
        case .backReference, .namedBackReference, .start, .end, .wordBoundary, .look: return ""
        }
    }

    private static func member(of set: ScalarSet) -> String {
        let preferred = "a0A1- _".unicodeScalars.first { set.contains($0.value) }
        let listed = set.isNegated ? nil : set.ranges.lazy.compactMap { Unicode.Scalar($0.lowerBound) }.first
        let found =
            preferred ?? listed ?? (0x21...0x24F).lazy.compactMap(Unicode.Scalar.init).first { set.contains($0.value) }
        return found.map { String(Character($0)) } ?? ""
    }
}
