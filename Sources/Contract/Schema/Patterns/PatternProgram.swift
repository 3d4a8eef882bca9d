/// A regular expression as steps that a matcher can walk.
struct PatternProgram: Sendable {
    enum Step: Sendable {
        case scalar(UInt32)
        case set(ScalarSet)
        /// Takes scalars of one set, as many as the repetition allows.
        case repetition(Repetition)
        /// Goes on at the first place, and if that fails at the second.
        case split(Int, Int)
        case jump(Int)
        case start
        case end
        case wordBoundary(isNegated: Bool)
        /// Looks around by the program of that number.
        case look(Int)
        case save(Int)
        case backReference(Int)
        case match
    }

    /// A set that repeats; the number tells the repetitions of a program apart.
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
