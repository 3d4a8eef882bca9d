/// A pattern: `*` matches any characters, slashes included, `?` matches one, and a backslash escapes the next one.
///
/// A character is a Unicode scalar here. So a text is compared in its UTF-8 form, without being copied.
package struct Glob: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        /// One byte of a literal character.
        case byte(UInt8)
        case one
        case many
    }

    /// The pattern as it was written.
    package let source: String
    private let steps: [Step]

    /// Reads a glob; every text is a valid one.
    package init(_ source: String) {
        self.source = source
        var steps: [Step] = []
        var isEscaped = false
        for scalar in source.unicodeScalars {
            switch scalar {
            case "\\" where !isEscaped:
                isEscaped = true
                continue
            case "*" where !isEscaped: if steps.last != .many { steps.append(.many) }
            case "?" where !isEscaped: steps.append(.one)
            default: steps += String(scalar).utf8.map { .byte($0) }
            }
            isEscaped = false
        }
        if isEscaped { steps.append(.byte(UInt8(ascii: "\\"))) }
        self.steps = steps
    }

    /// Whether the pattern has a `*` or a `?` that is not escaped.
    package var hasHoles: Bool { steps.contains { $0 == .one || $0 == .many } }

    /// Whether the pattern matches the whole text.
    ///
    /// After a mismatch, only the last `*` takes one more byte. So the time is at most proportional to the product of
    /// both lengths.
    package func matches(_ text: String) -> Bool {
        let text = text.utf8.span
        var position = 0
        var step = 0
        var star: (step: Int, position: Int)?
        while position < text.count {
            if step < steps.count, steps[step] == .many {
                star = (step, position)
                step += 1
            } else if step < steps.count, let end = end(of: steps[step], in: text, from: position) {
                position = end
                step += 1
            } else if let last = star {
                star = (last.step, last.position + 1)
                position = last.position + 1
                step = last.step + 1
            } else {
                return false
            }
        }
        return steps[step...].allSatisfy { $0 == .many }
    }

    /// Where the text goes on after a step; nil if the step does not match there.
    ///
    /// Literal bytes begin with the first byte of a character. So a match never begins within one, even after a `*`.
    private func end(of step: Step, in text: Span<UInt8>, from start: Int) -> Int? {
        switch step {
        case .byte(let expected): return text[start] == expected ? start + 1 : nil
        case .one:
            guard !UTF8.isContinuation(text[start]) else { return nil }
            var end = start + 1
            while end < text.count, UTF8.isContinuation(text[end]) { end += 1 }
            return end
        case .many: return nil
        }
    }
}
