/// What the report for people shows besides the results.
struct ReportStyle {
    /// Whether the text has colors, for a terminal.
    var isColored = false
    /// The URL of the HTML file of the same run, which the last line names; nil if there is none.
    var page: String?
}
