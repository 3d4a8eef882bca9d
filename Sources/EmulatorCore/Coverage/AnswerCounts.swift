/// How often an operation was answered with each status and with each error code.
package struct AnswerCounts: Hashable, Sendable {
    /// The number of answers by status.
    package private(set) var statuses: [Int: Int] = [:]
    /// The number of answers by error code.
    package private(set) var codes: [String: Int] = [:]

    /// The number of all answers.
    package var total: Int { statuses.values.reduce(0, +) }

    mutating func add(_ count: Int, of answer: CountedAnswer) {
        statuses[answer.status, default: 0] += count
        if let code = answer.code { codes[code, default: 0] += count }
    }
}
