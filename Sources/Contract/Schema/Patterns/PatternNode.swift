/// A regular expression of ECMA-262 as a tree.
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

/// Why a text is not a regular expression.
struct PatternError: Error, Equatable {
    let message: String
}
