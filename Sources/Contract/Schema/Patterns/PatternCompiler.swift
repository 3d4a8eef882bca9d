/// Compiles the tree of a regular expression to a program.
struct PatternCompiler {
    /// The most steps of a program; a pattern such as `((ab){1,1000}){1,1000}` would need more.
    private static let maximumSteps = 20_000
    private static let maximumVisits = 200_000
    private static let limit = PatternError(message: "it is too large for this engine", isLimit: true)

    private let names: [String: Int]
    /// Whether the program reads a text from its end, as that of a lookahead without captures does.
    private let isReversed: Bool
    private var program: PatternProgram
    /// The number of visited nodes, including those of inner programs.
    private var visits = 0

    static func compile(
        _ node: PatternNode,
        names: [String: Int],
        usesCaptures: Bool
    ) throws(PatternError) -> PatternProgram {
        var compiler = PatternCompiler(names: names, usesCaptures: usesCaptures, isReversed: false)
        return try compiler.compile(node)
    }

    private init(names: [String: Int], usesCaptures: Bool, isReversed: Bool) {
        self.names = names
        self.isReversed = isReversed
        program = PatternProgram(usesCaptures: usesCaptures)
    }

    private mutating func compile(_ node: PatternNode) throws(PatternError) -> PatternProgram {
        try append(node)
        program.steps.append(.match)
        return program
    }

    private mutating func append(_ node: PatternNode) throws(PatternError) {
        visits += 1
        guard program.steps.count < Self.maximumSteps, visits < Self.maximumVisits else { throw Self.limit }
        switch node {
        case .scalars(let set): program.steps.append(set.only.map { .scalar($0) } ?? .set(set))
        case .sequence(let nodes):
            for node in isReversed ? nodes.reversed() : nodes { try append(node) }
        case .alternatives(let branches): try append(branches: branches)
        case .repetition(let node, let minimum, let maximum, let isLazy):
            let bounds = PatternBounds(minimum: minimum, maximum: maximum)
            if case .scalars(let set) = node.withoutSequence, !bounds.isSimple {
                append(set, bounds)
            } else {
                try append(node, bounds, isLazy: isLazy)
            }
        case .group(let node, let number):
            if program.usesCaptures { program.steps.append(.save(number * 2)) }
            try append(node)
            if program.usesCaptures { program.steps.append(.save(number * 2 + 1)) }
        case .backReference(let number): program.steps.append(.backReference(number))
        case .namedBackReference(let name): program.steps.append(.backReference(names[name] ?? 0))
        case .start: program.steps.append(.start)
        case .end: program.steps.append(.end)
        case .wordBoundary(let isNegated): program.steps.append(.wordBoundary(isNegated: isNegated))
        case .look(let node, let isBehind, let isNegated):
            try append(look: node, isBehind: isBehind, isNegated: isNegated)
        }
    }

    private mutating func append(_ set: ScalarSet, _ bounds: PatternBounds) {
        guard bounds.maximum != 0 else { return }
        let number = program.repetitionCount
        program.repetitionCount += 1
        program.steps.append(
            .repetition(.init(set: set, minimum: bounds.minimum, maximum: bounds.maximum, number: number))
        )
    }

    private mutating func append(look node: PatternNode, isBehind: Bool, isNegated: Bool) throws(PatternError) {
        var inner = PatternCompiler(
            names: names,
            usesCaptures: program.usesCaptures,
            isReversed: !isBehind && !program.usesCaptures
        )
        inner.visits = visits
        let look = try inner.compile(node)
        visits = inner.visits
        program.steps.append(.look(program.looks.count))
        program.looks.append(.init(program: look, isBehind: isBehind, isNegated: isNegated))
    }

    private mutating func append(branches: [PatternNode]) throws(PatternError) {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            guard index < branches.count - 1 else {
                try append(branch)
                break
            }
            let split = program.steps.count
            program.steps.append(.split(split + 1, 0))
            try append(branch)
            jumps.append(program.steps.count)
            program.steps.append(.jump(0))
            program.steps[split] = .split(split + 1, program.steps.count)
        }
        for jump in jumps { program.steps[jump] = .jump(program.steps.count) }
    }

    private mutating func append(_ node: PatternNode, _ bounds: PatternBounds, isLazy: Bool) throws(PatternError) {
        for _ in 0..<bounds.minimum {
            let count = program.steps.count
            try append(node)
            // A node without steps does not need to be repeated.
            if program.steps.count == count { return }
        }
        guard let maximum = bounds.maximum else {
            let split = program.steps.count
            program.steps.append(.split(0, 0))
            try append(node)
            program.steps.append(.jump(split))
            program.steps[split] = fork(into: split + 1, past: program.steps.count, isLazy: isLazy)
            return
        }
        var splits: [Int] = []
        for _ in bounds.minimum..<max(bounds.minimum, maximum) {
            splits.append(program.steps.count)
            program.steps.append(.split(0, 0))
            try append(node)
        }
        for place in splits {
            program.steps[place] = fork(into: place + 1, past: program.steps.count, isLazy: isLazy)
        }
    }

    private func fork(into inner: Int, past outer: Int, isLazy: Bool) -> PatternProgram.Step {
        isLazy ? .split(outer, inner) : .split(inner, outer)
    }
}

/// How often a part of a pattern is repeated.
private struct PatternBounds {
    let minimum: Int
    let maximum: Int?

    /// Whether the repetition needs no counting, as `*`, `+` and `?`.
    var isSimple: Bool { minimum <= 1 && (maximum ?? 1) <= 1 }
}

extension PatternNode {
    /// The node inside a sequence of one node, such as `a` in `(?:a)`.
    var withoutSequence: PatternNode {
        if case .sequence(let nodes) = self, nodes.count == 1 { nodes[0].withoutSequence } else { self }
    }
}
