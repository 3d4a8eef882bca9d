import Documents
import Domain

/// What a dry run says about one fault rule.
package struct RuleExplanation: Hashable, Sendable {
    /// The rule's id.
    package let id: String
    /// When the rule is applied; nil for a rule about deliveries.
    package let phase: FaultPhase?
    /// Whether the rule is about the request.
    package let matched: Bool
    /// Whether the rule fires for the request.
    package let fires: Bool
    /// What the rule does, or why it does not fire.
    package let why: String
}

extension RequestFault {
    /// Why the fault is not about a request, whatever its phase; nil if it is.
    func mismatch(with facts: RequestFacts) -> String? {
        if let first = matcher.differences(from: facts).first { return first.description }
        guard !isListed(for: facts), case .error(let error)? = action else { return nil }
        let operation = facts.operation ?? "a request that no operation matches"
        return "the contract lists no \(error.code) for \(operation)"
    }

    /// What a rule does when it fires; `repeated` is the request that this one repeats, if it is hit for that reason.
    func effect(delay: DelayDistribution?, repeating repeated: Int?) -> String {
        let reason = repeated.map { "fires again, because this repeats request \($0)" } ?? "fires"
        let parts = [action?.effect, delay.map { "the response is delayed by \($0)" }]
        return "\(reason): \(parts.compactMap { $0 }.joined(separator: "; "))"
    }
}

extension RuleCounter {
    /// Why the rule does not fire at its next match, if it does not.
    var obstacle: String {
        let match = "this is match \(matched + 1)"
        switch nextLimit {
        case .skip: return "skips its first \(skip == 1 ? "match" : "\(skip) matches"); \(match)"
        case .every:
            let start = skip == 0 ? "" : " after the first \(skip)"
            return "fires at every \(every.ordinal) match\(start); \(match)"
        case .times: return "has fired \(fired) of \(times ?? fired) times"
        case nil:
            let chance = JSONValue.number(probability).text
            return "fires with the probability \(chance); it does not fire at this match"
        }
    }
}

extension FaultAction {
    fileprivate var effect: String {
        switch self {
        case .error(let error): "the response is the error \(error.code)"
        case .respond(let status, _, _, _): "the response is that of the rule, with the status \(status)"
        case .connection(.reset): "the connection is reset without a response"
        case .connection(.close): "the connection is closed without a response"
        case .connection(.hang): "the connection stays open without a response"
        case .truncate(.body): "the body of the response is truncated"
        case .truncate(.headers): "the header section of the response is truncated"
        case .drip: "the response is sent in pieces"
        case .malformed: "the body of the response is not valid JSON"
        case .afterEvents: "the response is sent after the deliveries that the request causes"
        }
    }
}

extension DelayDistribution: CustomStringConvertible {
    package var description: String {
        switch self {
        case .fixed(let delay): delay.description
        case .uniform(let shortest, let longest): "\(shortest) to \(longest)"
        }
    }
}

extension Int {
    /// The number as 1st, 2nd, 3rd, 4th and so on.
    fileprivate var ordinal: String {
        let isTeen = (11...13).contains(self % 100)
        let suffix =
            switch self % 10 {
            case 1 where !isTeen: "st"
            case 2 where !isTeen: "nd"
            case 3 where !isTeen: "rd"
            default: "th"
            }
        return "\(self)\(suffix)"
    }
}
