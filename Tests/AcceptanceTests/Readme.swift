import Documents
import EmulatorTesting
import Foundation
import Testing

/// What the readme says to paste.
enum Readme {
    /// The first block in a language that fits.
    static func block(_ language: String, where fits: (String) -> Bool = { _ in true }) throws -> String {
        let parts = try SourceTree.text("README.md").components(separatedBy: "```\(language)\n").dropFirst()
        let blocks = parts.compactMap { $0.components(separatedBy: "```").first }
        let found = blocks.first(where: fits)
        return try #require(found)
    }

    /// Runs a script and reads what it prints, a JSON value a line.
    static func run(_ script: String) async throws -> [JSONValue] {
        try Program.require("curl")
        return try await withTemporaryFolder { folder in
            let finished = try await runProgram("bash", ["-eu", "-c", script], home: folder)
            guard finished.status == 0 else { throw TestFailure("the script failed: \(finished.errors)") }
            return try finished.lines.map { try JSONValue(parsing: Array($0.utf8)) }
        }
    }
}
