/// Sets of texts as expressions with intersection, negation and derivatives: what may follow after a scalar.
///
/// Equal expressions are stored once, so that a search for a text has few states.
struct PatternLanguage {
    enum Expression: Hashable {
        case nothing
        case empty
        case set(Int)
        case sequence(Int, Int)
        case either([Int])
        case both([Int])
        case not(Int)
        case repetition(Int, minimum: Int, maximum: Int?)
        case start
        case end
        case wordBoundary(isNegated: Bool)
    }

    /// What is before and after a position between two scalars.
    struct Surroundings: Hashable {
        var isStart = false
        var isEnd = false
        var hasWordBefore = false
        var hasWordAfter = false

        fileprivate var key: Int {
            (isStart ? 1 : 0) + (isEnd ? 2 : 0) + (hasWordBefore ? 4 : 0) + (hasWordAfter ? 8 : 0)
        }
    }

    private struct Step: Hashable {
        let expression: Int
        let scalar: UInt32
        let surroundings: Int
    }

    static let nothing = 0
    static let empty = 1
    /// The expression of all texts.
    static let everything = 3

    private(set) var sets: [ScalarSet] = []
    private var expressions: [Expression] = []
    private var numbers: [Expression: Int] = [:]
    private var knownEmpties: [Int: Bool] = [:]
    private var knownRests: [Step: Int] = [:]

    init() {
        _ = add(.nothing)
        _ = add(.empty)
        let any = set(ScalarSet(isNegated: true))
        _ = add(.repetition(any, minimum: 0, maximum: nil))
    }

    var count: Int { expressions.count }
    /// The number of calculations so far.
    private(set) var work = 0
    /// The nesting of the current calculation; a too deep one has the result `nothing`, so that no stack overflows.
    private var depth = 0
    private static let maximumDepth = 120

    // MARK: Expressions

    mutating func add(_ expression: Expression) -> Int {
        if let number = numbers[expression] { return number }
        numbers[expression] = expressions.count
        expressions.append(expression)
        return expressions.count - 1
    }

    mutating func set(_ set: ScalarSet) -> Int {
        sets.append(set)
        return add(.set(sets.count - 1))
    }

    mutating func sequence(_ first: Int, _ second: Int) -> Int {
        if first == Self.nothing || second == Self.nothing { return Self.nothing }
        if first == Self.empty { return second }
        if second == Self.empty { return first }
        guard case .sequence(let head, let tail) = expressions[first], depth < Self.maximumDepth else {
            return add(.sequence(first, second))
        }
        depth += 1
        defer { depth -= 1 }
        let rest = sequence(tail, second)
        return sequence(head, rest)
    }

    mutating func either(_ branches: [Int]) -> Int {
        var members: Set<Int> = []
        for branch in branches {
            if case .either(let inner) = expressions[branch] {
                members.formUnion(inner)
            } else {
                members.insert(branch)
            }
        }
        members.remove(Self.nothing)
        work += members.count / 4
        if members.contains(Self.everything) { return Self.everything }
        guard members.count > 1 else { return members.first ?? Self.nothing }
        return add(.either(members.sorted()))
    }

    mutating func both(_ parts: [Int]) -> Int {
        var members: Set<Int> = []
        for part in parts {
            if case .both(let inner) = expressions[part] { members.formUnion(inner) } else { members.insert(part) }
        }
        members.remove(Self.everything)
        work += members.count / 4
        if members.contains(Self.nothing) { return Self.nothing }
        guard members.count > 1 else { return members.first ?? Self.everything }
        return add(.both(members.sorted()))
    }

    mutating func not(_ expression: Int) -> Int {
        if case .not(let inner) = expressions[expression] { return inner }
        if expression == Self.nothing { return Self.everything }
        return expression == Self.everything ? Self.nothing : add(.not(expression))
    }

    mutating func repetition(_ expression: Int, minimum: Int, maximum: Int?) -> Int {
        if maximum == 0 || expression == Self.empty { return Self.empty }
        if expression == Self.nothing { return minimum == 0 ? Self.empty : Self.nothing }
        if minimum == 1, maximum == 1 { return expression }
        return add(.repetition(expression, minimum: minimum, maximum: maximum))
    }

    // MARK: Derivatives

    /// Whether the expression accepts the empty text in these surroundings.
    mutating func acceptsEmpty(_ expression: Int, _ around: Surroundings) -> Bool {
        let key = expression * 16 + around.key
        if let known = knownEmpties[key] { return known }
        guard depth < Self.maximumDepth else { return false }
        work += 1
        depth += 1
        defer { depth -= 1 }
        let result: Bool
        switch expressions[expression] {
        case .nothing, .set: result = false
        case .empty: result = true
        case .sequence(let first, let second): result = acceptsEmpty(first, around) && acceptsEmpty(second, around)
        case .either(let branches): result = branches.contains { acceptsEmpty($0, around) }
        case .both(let parts): result = parts.allSatisfy { acceptsEmpty($0, around) }
        case .not(let inner): result = !acceptsEmpty(inner, around)
        case .repetition(let inner, let minimum, _): result = minimum == 0 || acceptsEmpty(inner, around)
        case .start: result = around.isStart
        case .end: result = around.isEnd
        case .wordBoundary(let isNegated): result = (around.hasWordBefore != around.hasWordAfter) != isNegated
        }
        knownEmpties[key] = result
        return result
    }

    /// The expression of the texts that may follow a scalar at the start of a text.
    mutating func rest(of expression: Int, after scalar: UInt32, _ around: Surroundings) -> Int {
        let step = Step(expression: expression, scalar: scalar, surroundings: around.key)
        if let known = knownRests[step] { return known }
        guard depth < Self.maximumDepth else { return Self.nothing }
        work += 1
        depth += 1
        defer { depth -= 1 }
        let result: Int
        switch expressions[expression] {
        case .nothing, .empty, .start, .end, .wordBoundary: result = Self.nothing
        case .set(let number): result = sets[number].contains(scalar) ? Self.empty : Self.nothing
        case .sequence(let first, let second):
            let whole = sequence(rest(of: first, after: scalar, around), second)
            let isSkipped = acceptsEmpty(first, around)
            result = isSkipped ? either([whole, rest(of: second, after: scalar, around)]) : whole
        case .either(let branches): result = either(branches.map { rest(of: $0, after: scalar, around) })
        case .both(let parts): result = both(parts.map { rest(of: $0, after: scalar, around) })
        case .not(let inner): result = not(rest(of: inner, after: scalar, around))
        case .repetition(let inner, let minimum, let maximum):
            let further = repetition(
                inner,
                minimum: acceptsEmpty(inner, around) ? 0 : max(minimum - 1, 0),
                maximum: maximum.map { $0 - 1 }
            )
            result = sequence(rest(of: inner, after: scalar, around), further)
        }
        knownRests[step] = result
        return result
    }
}

extension PatternLanguage {
    /// The texts in which a pattern matches; lookbehinds and back references are left out, so texts must be checked.
    mutating func texts(matching root: PatternNode) -> Int {
        let match = build(root, then: Self.everything)
        return root.beginsAtStart ? match : sequence(Self.everything, match)
    }

    private mutating func build(_ node: PatternNode, then next: Int) -> Int {
        // Patterns with too many expressions are left to the other ways of finding a text.
        guard count < 5_000 else { return Self.nothing }
        switch node {
        case .scalars(let set): return sequence(self.set(set), next)
        case .sequence(let nodes): return nodes.reversed().reduce(next) { build($1, then: $0) }
        case .alternatives(let branches): return either(branches.map { build($0, then: next) })
        case .group(let node, _): return build(node, then: next)
        case .repetition(let node, let minimum, let maximum, _):
            guard node.looksAround else {
                let inner = build(node, then: Self.empty)
                return sequence(repetition(inner, minimum: minimum, maximum: maximum), next)
            }
            var result = next
            for _ in minimum..<min(max(maximum ?? .max, minimum), minimum + 2) {
                result = either([next, build(node, then: result)])
            }
            for _ in 0..<min(minimum, 50) { result = build(node, then: result) }
            return result
        case .backReference, .namedBackReference: return next
        case .start: return sequence(add(.start), next)
        case .end: return sequence(add(.end), next)
        case .wordBoundary(let isNegated): return sequence(add(.wordBoundary(isNegated: isNegated)), next)
        case .look(let node, let isBehind, let isNegated):
            guard !isBehind, !node.repeatsGroups else { return next }
            let ahead = build(node, then: Self.everything)
            return both([isNegated ? not(ahead) : ahead, next])
        }
    }
}

extension PatternNode {
    /// Whether a match can only begin at the start of the text.
    fileprivate var beginsAtStart: Bool {
        switch self {
        case .start: true
        case .sequence(let nodes): nodes.first?.beginsAtStart ?? false
        case .alternatives(let branches): branches.allSatisfy(\.beginsAtStart)
        case .group(let node, _): node.beginsAtStart
        case .scalars, .repetition, .backReference, .namedBackReference, .end, .wordBoundary, .look: false
        }
    }

    /// Whether the node contains a back reference.
    fileprivate var repeatsGroups: Bool {
        switch self {
        case .backReference, .namedBackReference: true
        case .sequence(let nodes), .alternatives(let nodes): nodes.contains(where: \.repeatsGroups)
        case .group(let node, _), .repetition(let node, _, _, _), .look(let node, _, _): node.repeatsGroups
        case .scalars, .start, .end, .wordBoundary: false
        }
    }

    /// Whether the node contains a lookahead.
    fileprivate var looksAround: Bool {
        switch self {
        case .look(_, let isBehind, _): !isBehind
        case .sequence(let nodes), .alternatives(let nodes): nodes.contains(where: \.looksAround)
        case .group(let node, _), .repetition(let node, _, _, _): node.looksAround
        case .scalars, .backReference, .namedBackReference, .start, .end, .wordBoundary: false
        }
    }
}
