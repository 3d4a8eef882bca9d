import Documents
import EmulatorTesting
import Foundation
import Testing

/// The scripts in the readme and in the pages that it links to.
enum Readme {
    /// The page about an onboarding, with its receivers.
    static let onboarding = "Sources/EmulatorServer/Documentation.docc/Onboarding.md"
    /// The page about the architecture, whose table names files.
    static let architecture = "Sources/EmulatorServer/Documentation.docc/Architecture.md"
    /// The page about a conversation, with the magic recipients.
    static let conversation = "Sources/EmulatorServer/Documentation.docc/Conversation.md"
    /// The page about the control API.
    static let controlAPI = "Sources/EmulatorServer/Documentation.docc/ControlAPI.md"
    /// The page about the command `exec`.
    static let exec = "Sources/EmulatorServer/Documentation.docc/Exec.md"
    /// The page about the pages in the browser.
    static let inspector = "Sources/EmulatorServer/Documentation.docc/Inspector.md"
    /// The page about faults, with what HTTP clients do.
    static let faults = "Sources/EmulatorServer/Documentation.docc/Faults.md"
    /// The page about receivers of webhooks.
    static let webhooks = "Sources/EmulatorServer/Documentation.docc/Webhooks.md"
    /// The page about other servers for tests.
    static let alternatives = "Sources/EmulatorServer/Documentation.docc/Alternatives.md"
    /// The page with the tests for Swift Testing and Go.
    static let testFrameworks = "Sources/EmulatorServer/Documentation.docc/TestFrameworks.md"

    /// The first block of a page in a language that fits.
    static func block(
        _ language: String,
        in page: String = "README.md",
        where fits: (String) -> Bool = { _ in true }
    ) throws -> String {
        let parts = try SourceTree.text(page).components(separatedBy: "```\(language)\n").dropFirst()
        let blocks = parts.compactMap { $0.components(separatedBy: "```").first }
        let found = blocks.first(where: fits)
        return try #require(found)
    }

    /// Runs a script and returns its output, which has one JSON value per line.
    static func run(_ script: String) async throws -> [JSONValue] {
        try Program.require("curl")
        return try await withTemporaryFolder { folder in
            let finished = try await runProgram("bash", ["-eu", "-c", script], home: folder)
            guard finished.status == 0 else { throw TestFailure("the script failed: \(finished.errors)") }
            return try finished.lines.map { try JSONValue(parsing: Array($0.utf8)) }
        }
    }
}
