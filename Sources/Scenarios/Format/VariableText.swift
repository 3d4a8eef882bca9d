/// The syntax of variables in texts: `${…}` is a variable, and `$${` a literal `${`.
enum VariableText {
    /// A part of a text.
    enum Part: Hashable {
        case literal(String)
        /// What is between the braces.
        case variable(String)
        /// A `${` without a `}` after it; the rest of the text is not read.
        case unclosed
    }

    /// Whether a text must be read as parts, as it has a variable or an escaped `${`.
    static func hasVariables(_ text: String) -> Bool {
        text.contains("${")
    }

    /// What is between the braces, if the text is one variable and nothing else.
    static func onlyVariable(in text: String) -> String? {
        let parts = parts(of: text)
        guard parts.count == 1, case .variable(let expression) = parts[0] else { return nil }
        return expression
    }

    /// The parts of a text in their order; literals are without escapes and not empty.
    static func parts(of text: String) -> [Part] {
        var parts: [Part] = []
        var literal = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "${") {
            let before = rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard before.last != "$" else {
                literal += before.dropLast() + "${"
                continue
            }
            literal += before
            if !literal.isEmpty { parts.append(.literal(literal)) }
            literal = ""
            guard let end = rest.firstIndex(of: "}") else { return parts + [.unclosed] }
            parts.append(.variable(String(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        }
        literal += rest
        return literal.isEmpty ? parts : parts + [.literal(literal)]
    }
}
