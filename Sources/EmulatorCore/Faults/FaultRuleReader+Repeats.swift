import Documents
import Domain

extension FaultRuleReader {
    /// Reads `reuse`: whether an HTTP client may hide a broken connection by sending the request again.
    func allowsReuse(_ json: JSONValue?, _ action: FaultAction?) throws(ReadingError) -> Bool {
        guard json != nil else { return false }
        guard case .connection? = action else {
            throw ReadingError("/reuse", "belongs to rules with `connection`")
        }
        return true
    }

    /// Reads `repeats`; by default, only a rule with `connection` and without `reuse: allow` hits repeats.
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
