import Documents
import EmulatorTesting
import Foundation
import Subprocess
import Testing

/// The program serves and ends on a signal even if standard output or standard error breaks.
@Suite(.timeLimit(.minutes(15)))
struct BrokenOutputTests {
    private static let complaint = "warning: standard output cannot be written"

    /// Runs a server from a shell script; the test reads the script's standard output and standard error.
    private func withServer(
        _ script: String,
        _ body: @Sendable (OutputLines, @escaping @Sendable (Signal) throws -> Void) async throws -> Void
    ) async throws -> FinishedProcess {
        try await withTemporaryFolder { folder in
            try await withProgram("sh", ["-c", "cd \"$HOME\"; mkfifo log; " + script], home: folder, body)
        }
    }

    private func port(in output: OutputLines) async throws -> Int {
        let line = try await output.line("the ready line") { $0.contains(" ready at ") }
        return try #require(line.firstMatch(of: /127\.0\.0\.1:(\d+)/).flatMap { Int($0.1) })
    }

    private func client(_ port: Int) -> MockClient {
        MockClient(baseURL: "http://127.0.0.1:\(port)", key: "kdv_test_local")
    }

    @Test(arguments: ["text", "json"])
    func `the server answers without a log when the reader of its output leaves after the ready line`(
        format: String
    ) async throws {
        let script = "head -n 1 <log & exec kirimdev-mock serve --port 0 --log-format \(format) >log"
        let finished = try await withServer(script) { output, _ in
            let client = client(try await port(in: output))
            let first = try await client.get("/v1/me")
            #expect(first.status == 200)
            // The first write after the reader has left fails; it may have left after the first request.
            while await !output.lines.contains(where: { $0.hasPrefix(Self.complaint) }) {
                let answer = try await client.get("/v1/me")
                #expect(answer.status == 200)
            }
            for _ in 1...20 {
                let answer = try await client.get("/v1/me")
                #expect(answer.status == 200)
            }
        }
        #expect(finished.status == 0)
        #expect(finished.lines.count == 2, "\(finished.output)")
        #expect(finished.output.contains("Broken pipe"))
    }

    @Test func `a server with --quiet writes no warning when the reader of its output leaves`() async throws {
        let finished = try await withServer("head -n 1 <log & exec kirimdev-mock --quiet --port 0 >log") { output, _ in
            let client = client(try await port(in: output))
            for _ in 1...20 {
                let answer = try await client.get("/v1/me")
                #expect(answer.status == 200)
            }
        }
        #expect(finished.status == 0)
        #expect(finished.lines.count == 1, "\(finished.output)")
    }

    @Test(arguments: ["serve >/dev/full", "serve >&-", "serve >&- <&-", "serve --log-format json >/dev/full"])
    func `the server answers without ready line and log when its output is full or closed`(
        command: String
    ) async throws {
        let reserved = try SilentPort(isShared: true)
        let port = reserved.number
        let script = "exec kirimdev-mock \(command) --port \(port)"
        let finished = try await withServer(script) { output, _ in
            // The line comes when the server is ready.
            _ = try await output.line("the warning") { $0.hasPrefix(Self.complaint) }
            for _ in 1...20 {
                let answer = try await client(port).get("/v1/me")
                #expect(answer.status == 200)
            }
        }
        #expect(finished.status == 0)
        #expect(finished.lines.count == 1, "\(finished.output)")
        withExtendedLifetime(reserved) {}
    }

    @Test(arguments: ["2>&-", "2>/dev/full", "0<&- 2>&-"])
    func `the server answers and stops when standard error is closed or full`(redirection: String) async throws {
        let script = "head -n 1 <log & exec kirimdev-mock serve --port 0 >log \(redirection)"
        let finished = try await withServer(script) { output, _ in
            let client = client(try await port(in: output))
            for _ in 1...20 {
                let answer = try await client.get("/v1/me")
                #expect(answer.status == 200)
            }
        }
        #expect(finished.status == 0)
        #expect(finished.lines.count == 1, "\(finished.output)")
    }

    @Test func `the server answers and stops when all three standard streams are closed`() async throws {
        let reserved = try SilentPort(isShared: true)
        let port = reserved.number
        let script = "exec kirimdev-mock serve --port \(port) <&- >&- 2>&-"
        let finished = try await withServer(script) { _, _ in
            let client = client(port)
            try await waitUntilReady(client)
            for _ in 1...20 {
                let answer = try await client.get("/v1/me")
                #expect(answer.status == 200)
            }
        }
        #expect(finished.status == 0)
        #expect(finished.output.isEmpty)
        withExtendedLifetime(reserved) {}
    }

    /// Sends requests until there is a response: the server has no output that could say when it is ready.
    private func waitUntilReady(_ client: MockClient) async throws {
        let deadline = ContinuousClock.now + .seconds(120)
        while true {
            do {
                _ = try await client.get("/livez")
                return
            } catch  where ContinuousClock.now < deadline {
                await Task.yield()
            }
        }
    }

    /// A script that reads the ready line and then stops reading; on SIGUSR1 it reads all that has come since.
    private static func stuckReader(_ arguments: String) -> String {
        """
        exec 3<>log
        kirimdev-mock serve --port 0 \(arguments) >log 3<&- &
        server=$!
        trap 'kill -TERM $server' TERM
        trap 'cat <&3 & reader=$!' USR1
        IFS= read -r line <&3
        echo "$line"
        while :; do
            wait $server
            status=$?
            kill -0 $server 2>&- || break
        done
        wait $server
        status=$?
        [ -z "$reader" ] || kill $reader
        echo "ended with $status"
        """
    }

    /// Sends requests until their log lines fill the pipe and the buffer that the program keeps for its reader.
    private static func flood(_ client: MockClient) async throws {
        let path = "/v1/" + String(repeating: "x", count: 15_000)
        for _ in 1...300 {
            let answer = try await client.get(path)
            #expect(answer.status == 404)
        }
    }

    @Test func `a log reader that stops reading delays neither responses nor the end of the server`() async throws {
        let finished = try await withServer(Self.stuckReader("")) { output, _ in
            try await Self.flood(client(try await port(in: output)))
        }
        #expect(finished.lines.count == 2, "\(finished.output)")
        #expect(finished.lines.last == "ended with 0")
    }

    @Test(arguments: ["text", "json"])
    func `a log reader that reads again gets the number of dropped lines`(format: String) async throws {
        let finished = try await withServer(Self.stuckReader("--log-format \(format)")) { output, signal in
            let client = client(try await port(in: output))
            try await Self.flood(client)
            try signal(.userDefinedOne)
            let gap = try await output.line("the number of dropped lines") { $0.contains("dropped") }
            let dropped = try #require(gap.firstMatch(of: /\d+/).flatMap { Int($0.0) })
            let seen = await output.lines.count(where: { $0.contains("xxxxx") })
            #expect(seen + dropped == 300)
            #expect(dropped > 100)
            if format == "json" {
                let object = try JSONValue(parsing: Array(gap.utf8))
                #expect(object["dropped"] == .integer(dropped))
            }
            let answer = try await client.get("/v1/me")
            #expect(answer.status == 200)
            _ = try await output.line("the line of the next request") { $0.contains("/v1/me") }
        }
        #expect(finished.lines.last == "ended with 0")
    }

    @Test(arguments: ["check openapi.yaml scenarios", "schema", "--help", "--version", "help serve"])
    func `a command ends with status 0 when the reader of its output leaves`(command: String) async throws {
        let folder = SourceTree.path("")
        let script = "cd '\(folder)'; { kirimdev-mock \(command); echo \"status $?\" >&2; } | :"
        let finished = try await withTemporaryFolder { try await runProgram("sh", ["-c", script], home: $0) }
        #expect(finished.errors == "status 0\n")
    }

    @Test(arguments: ["check openapi.yaml", "schema"])
    func `a command ends with status 1 and an error when its output cannot be written`(command: String) async throws {
        let folder = SourceTree.path("")
        for (redirection, reason) in [(">/dev/full", "No space left on device"), (">&-", "Bad file descriptor")] {
            let script = "cd '\(folder)'; exec kirimdev-mock \(command) \(redirection)"
            let finished = try await withTemporaryFolder { try await runProgram("sh", ["-c", script], home: $0) }
            #expect(finished.status == 1)
            #expect(finished.errors == "error: the output cannot be written: \(reason)\n")
        }
    }

    @Test(arguments: ["2>&-", "2>/dev/full", "2>&1 | :"])
    func `a failed command keeps its exit status when its error message cannot be written`(
        redirection: String
    ) async throws {
        let script = "exec 3>&1; { kirimdev-mock check /nowhere.yaml; echo $? >&3; } \(redirection)"
        let finished = try await withTemporaryFolder { try await runProgram("sh", ["-c", script], home: $0) }
        #expect(finished.output == "2\n")
    }
}
