import Documents
import EmulatorCore

/// An expectation of a verification with its result.
struct VerifiedExpectation {
    private let count: ExpectedCount?
    private let result: JSONValue

    init(_ expectation: JSONValue, result: JSONValue) {
        count = try? ExpectedCount(expectation, at: "")
        self.result = result
    }

    /// What is wrong; nil if the expectation is met.
    func failure(at location: SourceLocation) -> StepFailure? {
        let matched = result["matched"]?.integer ?? 0
        guard result["out_of_order"] != true else {
            return StepFailure("the matches do not come in this order", at: location)
        }
        guard let count, matched < count.minimum || matched > count.maximum ?? .max else { return nil }
        let wanted = Self.text(of: count)
        return StepFailure(
            "expected \(wanted), but there are \(matched)\(ControlReply.nearest(in: result))",
            at: location,
            expected: .string(wanted),
            actual: .integer(matched)
        )
    }

    private static func text(of count: ExpectedCount) -> String {
        guard let maximum = count.maximum else { return "at least \(count.minimum) matches" }
        if maximum == count.minimum { return "exactly \(maximum) matches" }
        return count.minimum == 0 ? "at most \(maximum) matches" : "\(count.minimum) to \(maximum) matches"
    }
}
