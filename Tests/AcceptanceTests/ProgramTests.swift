import EmulatorTesting
import Subprocess
import Testing

/// What the other tests rely on: whatever they start ends with them.
@Suite(.timeLimit(.minutes(15)))
struct ProgramTests {
    @Test func `a program whose test fails is ended with all that it has started`() async throws {
        let script = "sleep 100000 & echo $!; wait"
        await #expect(throws: TestFailure.self) {
            try await withTemporaryFolder { folder in
                try await withProgram("sh", ["-c", script], home: folder) { output, _ in
                    _ = try await output.line("the process id") { !$0.isEmpty }
                    throw TestFailure("on purpose")
                }
            }
        }
    }

    @Test func `a line that never comes is named in the failure`() async throws {
        let failure = try await #require(throws: TestFailure.self) {
            try await withTemporaryFolder { folder in
                try await withProgram("echo", ["other"], home: folder) { output, _ in
                    _ = try await output.line("the word") { $0 == "word" }
                }
            }
        }
        #expect(failure.description.contains("the word"))
        #expect(failure.description.contains("other"))
    }

    @Test func `a wait for a line ends when its test is cancelled`() async throws {
        let output = OutputLines()
        let wait = Task { try await output.line("the word") { $0 == "word" } }
        wait.cancel()
        await #expect(throws: TestFailure.self) { try await wait.value }
    }

    @Test func `a missing program is told in one line`() throws {
        let failure = try #require(throws: TestFailure.self) { try Program.require("no-such-program") }
        #expect(failure.description.contains("this test needs no-such-program"))
        #expect(!failure.description.contains("\n"))
    }
}
