import Contract
import Documents
import EmulatorCore
import OrderedCollections

extension MockError {
    /// What is wrong with a control call, place by place, each with the word that was probably meant.
    ///
    /// Of the mistakes in what the body means, those at a place whose shape is wrong are left out.
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

    /// The refusal of a body with these mistakes, of which there is at least one.
    init(_ findings: [Finding]) {
        self.init(.invalidBody, findings.map(\.sentence).joined(separator: " "), findings: findings)
    }

    private static func hint(for violation: ContractViolation, in body: JSONValue, of operation: Operation) -> String? {
        let place = violation.pointer
        // A closed object's `additionalProperties: false` is a schema of its own, which accepts nothing.
        if violation.keyword == "false", let key = place.tokens.last {
            return key.closest(among: operation.bodyNames(at: JSONPointer(place.tokens.dropLast())))
        }
        guard violation.location == .body, let word = body[place]?.string else { return nil }
        return word.closest(among: operation.bodyTexts(at: place))
    }
}

extension MockError.Finding {
    /// The finding for people: where, what, and what was probably meant.
    fileprivate var sentence: String {
        let guess = hint.map { "; did you mean `\($0)`?" } ?? "."
        return "\(pointer.isEmpty ? "The body" : pointer): \(message)\(guess)"
    }
}
