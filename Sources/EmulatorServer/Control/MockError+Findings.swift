import Contract
import Documents
import EmulatorCore
import OrderedCollections

extension MockError {
    /// The error for a control request with these violations and mistakes, each with a hint where possible.
    ///
    /// `violations` come from the schema, and `mistakes` from reading a fault rule. A mistake is left out if its place
    /// is at, above or below that of a violation.
    init(_ violations: [ContractViolation], _ mistakes: [ReadingError], in body: JSONValue, of operation: Operation) {
        let findings = violations.map { violation in
            Finding(
                pointer: violation.pointer.description,
                message: violation.message,
                hint: Self.hint(for: violation, in: body, of: operation)
            )
        }
        let broken = violations.map(\.pointer.tokens)
        let others = mistakes.filter { mistake in
            let place = JSONPointer(parsing: mistake.pointer)?.tokens ?? []
            return !broken.contains { $0.starts(with: place) || place.starts(with: $0) }
        }
        self.init(findings + others.map(Finding.init))
    }

    /// The error for a body with at least one mistake.
    init(_ findings: [Finding]) {
        self.init(.invalidBody, findings.map(\.sentence).joined(separator: " "), findings: findings)
    }

    private static func hint(for violation: ContractViolation, in body: JSONValue, of operation: Operation) -> String? {
        let place = violation.pointer
        // An unknown member violates `additionalProperties: false`, whose keyword is the schema `false`.
        if violation.keyword == "false", let key = place.tokens.last {
            return key.closest(among: operation.bodyNames(at: JSONPointer(place.tokens.dropLast())))
        }
        guard violation.location == .body, let word = body[place]?.string else { return nil }
        return word.closest(among: operation.bodyTexts(at: place))
    }
}

extension MockError.Finding {
    /// The finding as a sentence: place, mistake and hint.
    fileprivate var sentence: String {
        let guess = hint.map { "; did you mean `\($0)`?" } ?? "."
        return "\(pointer.isEmpty ? "The body" : pointer): \(message)\(guess)"
    }
}
