/// How often each answer of an operation was given, and each event happened.
package struct CoverageCounts: Hashable, Sendable {
    private var answers: [CountedAnswer: Int] = [:]
    /// The number of events by type.
    package private(set) var events: [String: Int] = [:]

    /// Empty counts.
    package init() {}

    /// The number of all answers and events.
    package var total: Int { answers.values.reduce(0, +) + events.values.reduce(0, +) }

    /// The numbers of answers by operationId.
    package var operations: [String: AnswerCounts] {
        answers.reduce(into: [:]) { operations, entry in
            guard let operation = entry.key.operation else { return }
            operations[operation, default: AnswerCounts()].add(entry.value, of: entry.key)
        }
    }

    /// The numbers of answers by error code, those to requests that no operation matched included.
    package var codes: [String: Int] {
        answers.reduce(into: [:]) { codes, entry in
            if let code = entry.key.code { codes[code, default: 0] += entry.value }
        }
    }

    mutating func add(_ answer: CountedAnswer) {
        answers[answer, default: 0] += 1
    }

    mutating func add(event type: String) {
        events[type, default: 0] += 1
    }

    mutating func add(_ other: CoverageCounts) {
        answers.merge(other.answers, uniquingKeysWith: +)
        events.merge(other.events, uniquingKeysWith: +)
    }
}
