import Documents
import OrderedCollections

/// How much work one run of a validator may do.
///
/// Steps are counted, not time, so that the same value always gets the same answer. A small budget is enough for most
/// runs; one that uses it up gets more for the size of its value, which is only then looked at.
struct EvaluationBudget {
    private enum Stage {
        case first
        case small
        case full
        case exhausted
    }

    /// The steps that any value may take.
    private static let base = 100_000
    /// The further steps for each value in the value.
    private static let perValue = 200
    private static let maximum = 12_000_000

    private(set) var steps = 0
    private var limit = 0
    private var stage = Stage.first
    /// The value that the run began with.
    private var root = JSONValue.null
    private let base: Int

    init() {
        base = Self.base
    }

    /// A budget that does not grow.
    init(maximum: Int) {
        base = maximum
        limit = maximum
        stage = .full
    }

    /// The steps that may still be done, at the most.
    var remaining: Int { stage == .full ? max(limit - steps, 0) : Self.maximum }

    var isExhausted: Bool { stage == .exhausted }

    /// Counts some steps; false if they do not fit and the budget has to be extended, or the run to end.
    @inline(__always)
    mutating func spend(_ count: Int) -> Bool {
        steps &+= count
        return steps <= limit
    }

    /// Makes room for more steps; false if there is no more.
    mutating func extend(for value: JSONValue) -> Bool {
        switch stage {
        case .first:
            root = value
            limit = base
            stage = .small
            return steps <= limit || extend(for: value)
        case .small:
            limit = min(base + Self.perValue * root.size(limit: Self.maximum / Self.perValue), Self.maximum)
            stage = .full
            return steps <= limit || extend(for: value)
        case .full, .exhausted:
            exhaust()
            return false
        }
    }

    /// Ends the run.
    mutating func exhaust() {
        stage = .exhausted
        limit = -1
    }
}

extension JSONValue {
    /// How many values and how much text there are in this one, counted up to a limit.
    func size(limit: Int) -> Int {
        switch self {
        case .null, .bool, .integer, .number: return 1
        case .string(let text): return 1 + text.utf8.count / 32
        case .array(let items):
            var size = 1
            for item in items {
                guard size < limit else { break }
                size += item.size(limit: limit - size)
            }
            return size
        case .object(let members):
            var size = 1
            for member in members.values {
                guard size < limit else { break }
                size += 1 + member.size(limit: limit - size)
            }
            return size
        }
    }
}
