/// A regular expression as the steps of a matcher.
struct PatternProgram: Sendable {
    enum Step: Sendable {
        case scalar(UInt32)
        case set(ScalarSet)
        /// Takes as many scalars of a set as the repetition allows.
        case repetition(Repetition)
        /// Continues at the first step, and if that fails at the second.
        case split(Int, Int)
        case jump(Int)
        case start
        case end
        case wordBoundary(isNegated: Bool)
        /// Matches the lookahead or lookbehind with this index in `looks`.
        case look(Int)
        case save(Int)
        case backReference(Int)
        case match
    }

    /// The repetition of a set; `number` is its index among the repetitions of the program.
    struct Repetition: Sendable {
        let set: ScalarSet
        let minimum: Int
        let maximum: Int?
        let number: Int
    }

    struct Look: Sendable {
        let program: PatternProgram
        let isBehind: Bool
        let isNegated: Bool
    }

    var steps: [Step] = []
    var looks: [Look] = []
    var repetitionCount = 0
    let usesCaptures: Bool

    init(usesCaptures: Bool) {
        self.usesCaptures = usesCaptures
    }

    /// Whether a match can only begin at the start of the text.
    var isAnchored: Bool {
        if case .start = steps.first { true } else { false }
    }
}
