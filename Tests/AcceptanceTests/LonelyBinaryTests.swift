import EmulatorTesting
import Foundation
import Testing

/// The binary in a folder without any of the files that come with it.
@Suite(.timeLimit(.minutes(15)))
struct LonelyBinaryTests {
    /// Runs a script in a folder whose only file is the binary.
    private static func run(_ script: String) async throws -> FinishedProcess {
        try await withTemporaryFolder { folder in
            let name = try Program.name
            let built = try #require(Bundle.main.executableURL).resolvingSymlinksInPath()
                .deletingLastPathComponent().appending(path: name)
            let copy = URL(filePath: folder + "/" + name)
            // A link needs no space, but both folders must be in the same file system.
            do {
                try FileManager.default.linkItem(at: built, to: copy)
            } catch {
                try FileManager.default.copyItem(at: built, to: copy)
            }
            return try await runProgram("sh", ["-c", "cd '\(folder)' && \(script)"], home: folder)
        }
    }

    @Test func `the binary alone serves its own contract and scenarios`() async throws {
        try Program.require("curl")
        let finished = try await Self.run(
            #"""
            ./kirimdev-mock exec --strict --scenario plan-gated -- sh -c '
                curl -s -o /dev/null -w "%{http_code}\\n" -H "Authorization: Bearer $KIRIMDEV_API_KEY" \
                    "$KIRIMDEV_BASE_URL/customers"
                curl -sf "$KIRIMDEV_MOCK_ADMIN_URL/scenarios/inbox" | grep -o "\"file\":\"[^\"]*\""'
            """#
        )
        #expect(finished.status == 0, "\(finished.errors)")
        #expect(finished.lines == ["402", #""file":"scenarios/inbox.yaml (built in)""#])
    }

    @Test func `a file in the working directory takes precedence over the one in the binary`() async throws {
        let finished = try await Self.run(
            """
            mkdir scenarios && printf 'version: 1\\norganization: { plann: pro }\\n' >scenarios/inbox.yaml
            ./kirimdev-mock exec --scenario inbox -- true
            """
        )
        #expect(finished.status == 2)
        let mistake = "scenarios/inbox.yaml:2:17: error: unknown key `plann`; did you mean `plan`? (--scenario)\n"
        #expect(finished.errors.hasSuffix(mistake), "\(finished.errors)")
    }

    @Test func `the binary alone checks a scenario file and suggests the names of its scenarios`() async throws {
        let checked = try await Self.run("printf 'version: 1\\n' >mine.yaml && ./kirimdev-mock check mine.yaml")
        #expect(checked.status == 0, "\(checked.errors)")
        #expect(checked.lines == ["mine.yaml: ok, scenario mine"])
        let unknown = try await Self.run("./kirimdev-mock serve --scenario plan-gatd")
        #expect(unknown.status == 2)
        #expect(unknown.errors == "error: --scenario: there is no scenario `plan-gatd`; did you mean `plan-gated`?\n")
    }
}
