/// Writes a text whose lines are paragraphs, and in which words in backticks are code.
enum Prose {
    /// A paragraph for each line; nothing for an empty text.
    static func paragraphs(_ text: String) -> Markup {
        let lines = text.split(whereSeparator: \.isNewline)
        return "\(lines.map { "<p>\(line(String($0)))</p>\n" as Markup })"
    }

    /// A text on one line; a backtick without a second one stays as it is.
    static func line(_ text: String) -> Markup {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        let pairs = (parts.count - 1) / 2
        let pieces: [Markup] = parts.enumerated().map { index, part in
            guard !index.isMultiple(of: 2) else { return "\(part)" }
            return index / 2 < pairs ? "<code>\(part)</code>" : "`\(part)"
        }
        return "\(pieces)"
    }
}
