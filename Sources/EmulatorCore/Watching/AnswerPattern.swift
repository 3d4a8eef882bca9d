import Documents
import Domain

/// What a receiver answered to an attempt: a status such as 200 or 5xx, or the reason why there was no answer.
enum AnswerPattern: Hashable, Sendable {
    case status(StatusPattern)
    case failure(AttemptError)

    /// Reads a text such as `200`, `5xx` or `timeout`; nil for any other text.
    init?(_ text: String) {
        if let error = AttemptError(rawValue: text) {
            self = .failure(error)
        } else if let status = StatusPattern(text) {
            self = .status(status)
        } else {
            return nil
        }
    }

    /// Whether the outcome of an attempt matches; nil means that there was no attempt, which matches nothing.
    func matches(_ outcome: AttemptOutcome?) -> Bool {
        switch (self, outcome) {
        case (.status(let pattern), .answered(let answer)?): pattern.matches(answer.status)
        case (.failure(let expected), .failed(let error)?): expected == error
        case (.status, .failed?), (.failure, .answered?), (_, .lost?), (_, nil): false
        }
    }

    /// The pattern as it is written.
    var json: JSONValue {
        switch self {
        case .status(let pattern): pattern.json
        case .failure(let error): .string(error.rawValue)
        }
    }

    /// The outcome of an attempt in the form of a pattern; nil if nothing was sent.
    static func shown(_ outcome: AttemptOutcome) -> JSONValue? {
        switch outcome {
        case .answered(let answer): .integer(answer.status)
        case .failed(let error): .string(error.rawValue)
        case .lost: nil
        }
    }
}
