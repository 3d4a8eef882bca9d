import EmulatorTesting

/// The request of a curl command; of several with a pipe between them, that of the last one.
struct CurlRequest {
    private(set) var method = "GET"
    private(set) var headers: [(String, String)] = []
    private(set) var body = ""
    /// The path and the query.
    private(set) var target = ""

    /// Reads a command with the options that the emulator's pages use; throws on any other one.
    init(_ command: String) throws {
        let all = try Self.words(of: command)
        var words = (all.lastIndex(of: "|").map { all[($0 + 1)...] } ?? all[...])
        guard words.popFirst() == "curl" else { throw TestFailure("it is not curl: \(command)") }
        var hasMethod = false
        while let word = words.popFirst() {
            switch word {
            case "-s", "-sN": continue
            case "-X":
                method = words.popFirst() ?? ""
                hasMethod = true
            case "-H":
                let parts = (words.popFirst() ?? "").split(separator: ": ", maxSplits: 1).map(String.init)
                guard parts.count == 2 else { throw TestFailure("a header has no value: \(command)") }
                headers.append((parts[0], parts[1]))
            case "-d", "--data-binary":
                body = words.popFirst() ?? ""
                if !hasMethod { method = "POST" }
            default:
                guard let match = word.wholeMatch(of: /https?:\/\/[^\/]+(\/.*)/), target.isEmpty else {
                    throw TestFailure("`\(word)` is not expected in \(command)")
                }
                target = String(match.1)
            }
        }
    }

    /// The words as a shell reads them: in single quotes, every character but the quote means itself.
    private static func words(of command: String) throws -> [String] {
        var words: [String] = []
        var word: String?
        var isQuoted = false
        var rest = command[...]
        while let character = rest.popFirst() {
            switch character {
            case "'":
                isQuoted.toggle()
                word = word ?? ""
            case "\\" where !isQuoted:
                guard let next = rest.popFirst() else { throw TestFailure("a backslash ends \(command)") }
                word = (word ?? "") + String(next)
            case " " where !isQuoted:
                if let ended = word { words.append(ended) }
                word = nil
            default:
                guard isQuoted || !"\"$`;&<>(){}*?~#".contains(character) else {
                    throw TestFailure("`\(character)` is not quoted in \(command)")
                }
                word = (word ?? "") + String(character)
            }
        }
        guard !isQuoted else { throw TestFailure("a quote does not end: \(command)") }
        return words + [word].compactMap { $0 }
    }
}
