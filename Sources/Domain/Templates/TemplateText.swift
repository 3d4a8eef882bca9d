/// A text of a template, split into plain text and variables.
struct TemplateText: Hashable, Sendable {
    private enum Piece: Hashable, Sendable {
        case text(Substring)
        /// The name between `{{` and `}}` without surrounding whitespace, and the variable as it was written.
        case variable(String, written: Substring)
    }

    private var pieces: [Piece] = []

    /// Splits a text; empty braces such as `{{}}` and single braces are plain text.
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

    /// The `{{` of the variable whose `}}` follows `text`; nil if there is none, or nothing but whitespace in between.
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

    /// The names of the variables in the order of the text.
    var variables: [String] {
        pieces.compactMap { piece in
            switch piece {
            case .text: nil
            case .variable(let name, _): name
            }
        }
    }

    /// Whether the text ends with a variable, not counting whitespace after it.
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

    /// The text with its variables replaced by `values`; `{{1}}` is the first, a variable without a value stays.
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
    /// The text without leading and trailing whitespace.
    fileprivate var trimmed: Substring {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return self[endIndex...] }
        return self[first...last]
    }
}
