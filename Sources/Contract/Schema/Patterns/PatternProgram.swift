/// A regular expression as steps that a matcher can walk.
struct PatternProgram: Sendable {
    enum Step: Sendable {
        case scalar(UInt32)
        case set(ScalarSet)
        /// Goes on at the first place, and if that fails at the second.
        case split(Int, Int)
        case jump(Int)
        case start
        case end
        case wordBoundary(isNegated: Bool)
        case look(PatternProgram, isBehind: Bool, isNegated: Bool)
        case save(Int)
        case backReference(Int)
        case match
    }

    /// A pattern such as `(.{1,1000}){1,1000}` would unfold to more; it is refused.
    static let maximumSteps = 20_000

    private(set) var steps: [Step] = []
    let usesCaptures: Bool
    private let names: [String: Int]

    init(_ node: PatternNode, names: [String: Int], usesCaptures: Bool) throws(PatternError) {
        self.names = names
        self.usesCaptures = usesCaptures
        try append(node)
        steps.append(.match)
    }

    /// Whether a match can only begin at the start of the text.
    var isAnchored: Bool {
        if case .start = steps.first { true } else { false }
    }

    private mutating func append(_ node: PatternNode) throws(PatternError) {
        guard steps.count < Self.maximumSteps else { throw PatternError(message: "the pattern is too large") }
        switch node {
        case .scalars(let set):
            if set.properties.isEmpty, !set.isNegated, set.ranges.count == 1, set.ranges[0].count == 1 {
                steps.append(.scalar(set.ranges[0].lowerBound))
            } else {
                steps.append(.set(set))
            }
        case .sequence(let nodes):
            for node in nodes { try append(node) }
        case .alternatives(let branches): try append(branches: branches[...])
        case .repetition(let node, let minimum, let maximum, let isLazy):
            try append(node, minimum: minimum, maximum: maximum, isLazy: isLazy)
        case .group(let node, let number):
            if usesCaptures { steps.append(.save(number * 2)) }
            try append(node)
            if usesCaptures { steps.append(.save(number * 2 + 1)) }
        case .backReference(let number): steps.append(.backReference(number))
        case .namedBackReference(let name): steps.append(.backReference(names[name] ?? 0))
        case .start: steps.append(.start)
        case .end: steps.append(.end)
        case .wordBoundary(let isNegated): steps.append(.wordBoundary(isNegated: isNegated))
        case .look(let node, let isBehind, let isNegated):
            let program = try PatternProgram(node, names: names, usesCaptures: usesCaptures)
            steps.append(.look(program, isBehind: isBehind, isNegated: isNegated))
        }
    }

    private mutating func append(branches: ArraySlice<PatternNode>) throws(PatternError) {
        guard let first = branches.first, branches.count > 1 else {
            for node in branches { try append(node) }
            return
        }
        let split = steps.count
        steps.append(.split(split + 1, 0))
        try append(first)
        let jump = steps.count
        steps.append(.jump(0))
        steps[split] = .split(split + 1, steps.count)
        try append(branches: branches.dropFirst())
        steps[jump] = .jump(steps.count)
    }

    private mutating func append(
        _ node: PatternNode,
        minimum: Int,
        maximum: Int?,
        isLazy: Bool
    ) throws(PatternError) {
        for _ in 0..<minimum { try append(node) }
        guard let maximum else {
            let split = steps.count
            steps.append(.split(0, 0))
            try append(node)
            steps.append(.jump(split))
            steps[split] = fork(into: split + 1, past: steps.count, isLazy: isLazy)
            return
        }
        var splits: [Int] = []
        for _ in minimum..<max(minimum, maximum) {
            splits.append(steps.count)
            steps.append(.split(0, 0))
            try append(node)
        }
        for place in splits { steps[place] = fork(into: place + 1, past: steps.count, isLazy: isLazy) }
    }

    private func fork(into inner: Int, past outer: Int, isLazy: Bool) -> Step {
        isLazy ? .split(outer, inner) : .split(inner, outer)
    }
}
