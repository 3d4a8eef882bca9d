/// Matches a pattern whose parts follow each other without a choice, such as `^\+?[1-9]\d{6,14}$`.
///
/// Most patterns in contracts are of this kind. Every part except the last takes a fixed number of scalars, or all that
/// it can take because the next part takes none of them. So a text is read once, and nothing has to be tried.
struct PatternSequence: Sendable {
    private struct Part {
        let set: ScalarSet
        let minimum: Int
        let maximum: Int

        /// Whether the part takes all scalars that it can, if that part comes next.
        func takesAll(before next: Part) -> Bool {
            minimum == maximum || (next.minimum > 0 && set.isDisjoint(with: next.set))
        }
    }

    private let parts: [Part]

    /// Takes the tree of a pattern; nil if it has choices, or if it may match less than a whole text.
    init?(_ root: PatternNode) {
        guard case .sequence(let nodes) = root, case .start? = nodes.first, case .end? = nodes.last else { return nil }
        var parts: [Part] = []
        for node in nodes.dropFirst().dropLast() {
            guard let part = Self.part(node), parts.last?.takesAll(before: part) ?? true else { return nil }
            parts.append(part)
        }
        self.parts = parts
    }

    private static func part(_ node: PatternNode) -> Part? {
        switch node {
        case .scalars(let set):
            return Part(set: set, minimum: 1, maximum: 1)
        case .repetition(let node, let minimum, let maximum, _):
            guard case .scalars(let set) = node.withoutSequence else { return nil }
            return Part(set: set, minimum: minimum, maximum: maximum ?? .max)
        case .sequence, .alternatives, .group, .backReference, .namedBackReference, .start, .end, .wordBoundary, .look:
            return nil
        }
    }

    /// Whether the whole text matches; the steps are the scalars that were compared.
    func match(_ text: String, maximumWork: Int) -> PatternMatch {
        var rest = text.unicodeScalars.makeIterator()
        var next = rest.next()
        var work = 0
        for part in parts {
            var count = 0
            while count < part.maximum, let scalar = next, part.set.contains(scalar.value) {
                count += 1
                next = rest.next()
            }
            work += count + 1
            guard count >= part.minimum else { return PatternMatch(isMatch: false, isExhausted: false, work: work) }
        }
        let isExhausted = work > maximumWork
        return PatternMatch(isMatch: next == nil && !isExhausted, isExhausted: isExhausted, work: work)
    }
}
