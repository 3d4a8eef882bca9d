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
        text.split(whereSeparator: \.isNewline).joined(separator: " ").replacing("|", with: "\\|")
    }
}
