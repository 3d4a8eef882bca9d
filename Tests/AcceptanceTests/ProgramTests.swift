import EmulatorTesting
import Foundation
import Subprocess
import Synchronization
import Testing

/// The helpers that start programs: every process that a test starts ends with the test.
@Suite(.timeLimit(.minutes(15)))
struct ProgramTests {
    @Test func `a program whose test fails is ended together with its child processes`() async throws {
        let started = Mutex<Int32?>(nil)
        await #expect(throws: TestFailure.self) {
            try await withTemporaryFolder { folder in
                try await withProgram("sh", ["-c", "sleep 100000 & echo $!; wait"], home: folder) { output, _ in
                    let line = try await output.line("the process id") { !$0.isEmpty }
                    started.withLock { $0 = Int32(line) }
                    throw TestFailure("on purpose")
                }
            }
        }
        let id = try #require(started.withLock { $0 })
        while Self.runs(id) { await Task.yield() }
    }

    /// Whether a process exists and is not a zombie.
    private static func runs(_ id: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return false }
        return status.split(separator: ")").last?.hasPrefix(" Z") == false
    }

    @Test func `the failure for an output line that never comes names the line and shows the output`() async throws {
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

    @Test func `a wait for an output line ends when its test is cancelled`() async throws {
        let output = OutputLines()
        let wait = Task { try await output.line("the word") { $0 == "word" } }
        wait.cancel()
        await #expect(throws: TestFailure.self) { try await wait.value }
    }

    @Test func `a missing program is reported in one line`() throws {
        let failure = try #require(throws: TestFailure.self) { try Program.require("no-such-program") }
        #expect(failure.description.contains("this test needs no-such-program"))
        #expect(!failure.description.contains("\n"))
    }
}
