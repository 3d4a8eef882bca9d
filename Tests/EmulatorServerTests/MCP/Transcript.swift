import EmulatorTesting
import NIOHTTP1
import Testing

/// One request and its answer from Tests/MCP/transcripts.txt.
struct Transcript: Sendable, CustomTestStringConvertible {
    let title: String
    let headers: HTTPHeaders
    let request: String
    let status: Int
    /// Nil for an empty body.
    let answer: String?

    var testDescription: String { title }

    static let all = Result { try read(try SourceTree.text("Tests/MCP/transcripts.txt")) }

    /// Reads lines such as `title > [Name: value; Name: value] body` and `< 200 body`, in turns.
    private static func read(_ text: String) throws -> [Transcript] {
        var transcripts: [Transcript] = []
        var revision: Substring = ""
        var opened: (title: String, sent: Substring)?
        for line in text.split(separator: "\n") {
            if line.hasPrefix("# ") {
                revision = line.dropFirst(2)
            } else if line.hasPrefix("< "), let (title, sent) = opened {
                transcripts.append(try Transcript(title, sent: sent, received: line.dropFirst(2)))
            } else {
                let parts = try #require(line.firstRange(of: " > "))
                opened = ("\(revision): \(line[..<parts.lowerBound])", line[parts.upperBound...])
            }
        }
        return transcripts
    }

    private init(_ title: String, sent: Substring, received: Substring) throws {
        self.title = title
        var headers: HTTPHeaders = [:]
        var body = sent
        if sent.hasPrefix("[") {
            let end = try #require(sent.firstIndex(of: "]"))
            for field in sent[..<end].dropFirst().split(separator: "; ") {
                let colon = try #require(field.firstRange(of: ": "))
                headers.add(name: String(field[..<colon.lowerBound]), value: String(field[colon.upperBound...]))
            }
            body = sent[end...].dropFirst(2)
        }
        self.headers = headers
        request = String(body)
        status = try #require(Int(received.prefix(3)))
        let rest = received.dropFirst(4)
        answer = rest == "(empty)" ? nil : String(rest)
    }
}
