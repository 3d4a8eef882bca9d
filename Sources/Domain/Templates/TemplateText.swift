/// A text of a template: what is said, and where values go.
struct TemplateText: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case text(Substring)
        /// What stands between `{{` and `}}`, blanks around it left out, and how it was written.
        case variable(String, written: Substring)
    }

    private var pieces: [Piece] = []

    /// Takes a text apart; braces that hold nothing, or other braces, are text.
    init(_ text: String) {
        var rest = text[...]
        while let end = rest.firstRange(of: "}}") {
            if let start = Self.start(in: rest[..<end.lowerBound]) {
                add(rest[..<start.lowerBound])
                let name = String(rest[start.upperBound..<end.lowerBound].trimmed)
                pieces.append(.variable(name, written: rest[start.lowerBound..<end.upperBound]))
            } else {
                add(rest[..<end.upperBound])
            }
            rest = rest[end.upperBound...]
        }
        add(rest)
    }

    /// Where the variable begins that ends behind that text; nil if none does.
    private static func start(in text: Substring) -> Range<String.Index>? {
        guard let last = text.lastIndex(of: "{"), last > text.startIndex else { return nil }
        let first = text.index(before: last)
        let behind = text.index(after: last)
        guard text[first] == "{", !text[behind...].trimmed.isEmpty else { return nil }
        return first..<behind
    }

    private mutating func add(_ text: Substring) {
        if !text.isEmpty { pieces.append(.text(text)) }
    }

    /// What the variables are called, in the order in which they stand there.
    var variables: [String] {
        pieces.compactMap { piece in
            switch piece {
            case .text: nil
            case .variable(let name, _): name
            }
        }
    }

    /// Whether nothing but blanks follows the last variable.
    var endsWithVariable: Bool {
        for piece in pieces.reversed() {
            switch piece {
            case .text(let text):
                if !text.trimmed.isEmpty { return false }
            case .variable: return true
            }
        }
        return false
    }

    /// The text with values in the place of `{{1}}` and so on; a variable that has none stays as it is.
    func filled(with values: [String]) -> String {
        pieces.reduce(into: "") { text, piece in
            switch piece {
            case .text(let part): text += part
            case .variable(let name, let written):
                let index = (Int(name) ?? 0) - 1
                if values.indices.contains(index) { text += values[index] } else { text += written }
            }
        }
    }
}

extension Substring {
    /// The text without blanks and line ends around it.
    fileprivate var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return self[endIndex...] }
        return self[first...last]
    }
}
