import Documents
import Domain

extension FaultRuleReader {
    /// Whether a transport may hide a broken connection by asking again.
    func allowsReuse(_ json: JSONValue?, _ action: FaultAction?) throws(ReadingError) -> Bool {
        guard json != nil else { return false }
        guard case .connection? = action else {
            throw ReadingError("/reuse", "belongs to rules with `connection`")
        }
        return true
    }

    /// What becomes of repeats; those of a broken connection are hit as well, unless the rule allows it to be hidden.
    func repeats(_ json: JSONValue?, _ fault: RequestFault) throws(ReadingError) -> RepeatPolicy {
        guard let json else {
            guard case .connection? = fault.action, !fault.allowsReuse else { return .pass }
            return .standard
        }
        guard fault.action != nil else {
            throw ReadingError("/repeats", "needs something that goes wrong, and a delay alone does not")
        }
        switch json {
        case .string("pass"): return .pass
        case .string: return .standard
        default: return .hit(within: try span(json["within"]?.string, "/repeats/within"))
        }
    }
}
