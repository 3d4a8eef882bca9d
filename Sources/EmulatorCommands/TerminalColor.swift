/// A color of a terminal, as in ECMA-48.
enum TerminalColor: Int {
    case red = 31
    case green, yellow

    /// The text in this color if colors are used, otherwise the text alone.
    func applied(to text: String, if isColored: Bool) -> String {
        isColored ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
    }
}
