/// A regular expression (ECMA-262) as a tree.
indirect enum PatternNode: Sendable {
    case scalars(ScalarSet)
    case sequence([PatternNode])
    case alternatives([PatternNode])
    case repetition(PatternNode, minimum: Int, maximum: Int?, isLazy: Bool)
    case group(PatternNode, number: Int)
    case backReference(Int)
    case namedBackReference(String)
    case start
    case end
    case wordBoundary(isNegated: Bool)
    case look(PatternNode, isBehind: Bool, isNegated: Bool)
}

extension PatternNode {
    /// The same expression, ignoring case.
    var closedUnderCase: PatternNode {
        switch self {
        case .scalars(let set): .scalars(set.closedUnderCase)
        case .sequence(let nodes): .sequence(nodes.map(\.closedUnderCase))
        case .alternatives(let nodes): .alternatives(nodes.map(\.closedUnderCase))
        case .repetition(let node, let minimum, let maximum, let isLazy):
            .repetition(node.closedUnderCase, minimum: minimum, maximum: maximum, isLazy: isLazy)
        case .group(let node, let number): .group(node.closedUnderCase, number: number)
        case .look(let node, let isBehind, let isNegated):
            .look(node.closedUnderCase, isBehind: isBehind, isNegated: isNegated)
        case .backReference, .namedBackReference, .start, .end, .wordBoundary: self
        }
    }
}
