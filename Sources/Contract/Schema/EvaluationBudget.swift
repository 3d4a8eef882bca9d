import Documents
import OrderedCollections

/// The number of steps that a validation may take.
///
/// Steps are counted, not time, so that the result for a value is always the same. A small budget suffices for most
/// values; only when it is used up is the size of the value measured, and the budget extended by it.
struct EvaluationBudget {
    private enum Stage {
        case first
        case small
        case full
        case exhausted
    }

    /// The steps for any value.
    private static let base = 100_000
    /// The additional steps for each value inside the value.
    private static let perValue = 200
    private static let maximum = 12_000_000

    private(set) var steps = 0
    private var limit = 0
    private var stage = Stage.first
    /// The value that the validation began with.
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

    /// The most steps that are still possible.
    var remaining: Int { stage == .full ? max(limit - steps, 0) : Self.maximum }

    var isExhausted: Bool { stage == .exhausted }

    /// Counts steps; returns false if the limit is exceeded and the budget must be extended.
    @inline(__always)
    mutating func spend(_ count: Int) -> Bool {
        steps &+= count
        return steps <= limit
    }

    /// Raises the limit; returns false if the budget is exhausted.
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

    /// Makes the budget exhausted.
    mutating func exhaust() {
        stage = .exhausted
        limit = -1
    }
}

extension JSONValue {
    /// The number of values inside this one, plus one for each 32 bytes of text, counted up to about `limit`.
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
