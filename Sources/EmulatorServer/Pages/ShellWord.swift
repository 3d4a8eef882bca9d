/// Writes words of shell commands.
enum ShellWord {
    /// A word in single quotes, which means itself to every shell.
    static func quoted(_ word: String) -> String {
        "'\(word.replacing("'", with: "'\\''"))'"
    }
}
