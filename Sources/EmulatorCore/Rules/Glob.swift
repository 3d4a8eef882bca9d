/// A pattern: `*` matches any characters, slashes included, `?` matches one, and a backslash escapes the next one.
package struct Glob: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        case literal(Character)
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
        for character in source {
            switch character {
            case "\\" where !isEscaped:
                isEscaped = true
                continue
            case "*" where !isEscaped: if steps.last != .many { steps.append(.many) }
            case "?" where !isEscaped: steps.append(.one)
            default: steps.append(.literal(character))
            }
            isEscaped = false
        }
        if isEscaped { steps.append(.literal("\\")) }
        self.steps = steps
    }

    /// Whether the pattern has a `*` or a `?` that is not escaped.
    package var hasHoles: Bool { steps.contains { $0 == .one || $0 == .many } }

    /// Whether the pattern matches the whole text.
    ///
    /// After a mismatch, only the last `*` takes one more character. So the time is at most proportional to
    /// the product of both lengths.
    package func matches(_ text: String) -> Bool {
        let text = Array(text)
        var position = 0
        var step = 0
        var star: (step: Int, position: Int)?
        while position < text.count {
            if step < steps.count, steps[step] == .many {
                star = (step, position)
                step += 1
            } else if step < steps.count, fits(text[position], steps[step]) {
                position += 1
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

    private func fits(_ character: Character, _ step: Step) -> Bool {
        switch step {
        case .literal(let expected): character == expected
        case .one: true
        case .many: false
        }
    }
}
