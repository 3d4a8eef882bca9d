/// A table in Markdown, whose cells may have any text.
struct MarkdownTable {
    private(set) var lines: [String]

    init(_ titles: String...) {
        lines = [Self.line(titles), "|" + titles.map { _ in "---|" }.joined()]
    }

    /// Adds a row.
    mutating func add(_ cells: String...) {
        lines.append(Self.line(cells))
    }

    /// One line, where no text of a cell can end the cell or the line.
    private static func line(_ cells: [String]) -> String {
        "| " + cells.map(cell).joined(separator: " | ") + " |"
    }

    private static func cell(_ text: String) -> String {
        text.onOneLine.replacing("|", with: "\\|")
    }
}

extension String {
    /// The text with spaces in place of line breaks, which would begin new Markdown.
    var onOneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }

    /// The text on one line without backticks, which would begin or end code in Markdown.
    var withoutMarkup: String { onOneLine.replacing("`", with: "'") }
}
