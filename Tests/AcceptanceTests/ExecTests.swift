import Documents
import EmulatorTesting
import Foundation
import Testing

/// The command `exec`: the program that it runs, and the emulator beside it.
@Suite(.timeLimit(.minutes(15)))
struct ExecTests {
    /// Runs a shell script with `exec`.
    private static func exec(
        _ options: [String] = [],
        _ script: String,
        environment: [String: String] = [:]
    ) async throws -> FinishedProcess {
        try Program.require("curl")
        return try await runMock(["exec"] + options + ["--", "sh", "-euc", script], environment: environment)
    }

    private static let request = #"curl -sf -H "Authorization: Bearer $KIRIMDEV_API_KEY""#

    @Test func `the command gets the variables of an emulator that answers`() async throws {
        let script = """
            printf '%s\n' "$KIRIMDEV_BASE_URL" "$KIRIMDEV_API_BASE_URL" "$KIRIMDEV_API_BASE" "$KIRIMDEV_MOCK_ADMIN_URL"
            \(Self.request) $KIRIMDEV_BASE_URL/me >/dev/null
            curl -sf "$KIRIMDEV_MOCK_ADMIN_URL/health" >/dev/null
            echo "$KIRIMDEV_API_KEY $KIRIMDEV_WEBHOOK_SECRET ${KIRIMDEV_MOCK_ADMIN_TOKEN-none}"
            """
        let finished = try await Self.exec([], script)
        #expect(finished.status == 0, "\(finished.errors)")
        #expect(finished.errors == "")
        let lines = finished.lines
        try #require(lines.count == 5)
        let origin = try #require(lines[2].wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+/))
        #expect(lines[0...1].allSatisfy { $0 == "\(origin.0)/v1" })
        #expect(lines[3] == "\(origin.0)/__admin")
        #expect(lines[4].contains(/^kdv_test_local whsec_[\w-]{32} none$/))
    }

    @Test func `the variables name the key and the secrets of the settings`() async throws {
        let options = [
            "--webhook-url", "http://127.0.0.1:9/hook", "--webhook-secret", "whsec_mine", "--admin-token", "hush",
        ]
        let script = #"echo "$KIRIMDEV_WEBHOOK_SECRET $KIRIMDEV_MOCK_ADMIN_TOKEN""#
        let finished = try await Self.exec(options, script)
        #expect(finished.output == "whsec_mine hush\n")
    }

    @Test func `subscriptions of all sandboxes are signed with the secret that the command gets`() async throws {
        try await withTemporaryFolder { folder in
            let scenario = "\(folder)/hooked.yaml"
            let text = """
                version: 1
                name: hooked
                organization: { name: A, plan: business, teams: [{ name: T }] }
                webhook_subscriptions: [{ url: 'http://127.0.0.1:9/hook', events: ['*'] }]
                """
            try text.write(toFile: scenario, atomically: true, encoding: .utf8)
            let script = """
                for key in kdv_test_one kdv_test_two; do
                    curl -sf "$KIRIMDEV_MOCK_ADMIN_URL/state?api_key=$key" | grep -c "$KIRIMDEV_WEBHOOK_SECRET"
                done
                """
            let finished = try await Self.exec(["--scenario", scenario], script)
            #expect(finished.status == 0, "\(finished.errors)")
            #expect(finished.output == "1\n1\n")
        }
    }

    @Test func `the first active key of a scenario with declared keys is handed to the command`() async throws {
        try await withTemporaryFolder { folder in
            let scenario = "\(folder)/declared.yaml"
            let text = """
                version: 1
                name: declared
                auth: declared
                api_keys: [{ key: kdv_live_old, status: revoked }, { key: kdv_live_current }]
                """
            try text.write(toFile: scenario, atomically: true, encoding: .utf8)
            let script = "echo $KIRIMDEV_API_KEY; \(Self.request) -o /dev/null $KIRIMDEV_BASE_URL/me"
            let finished = try await Self.exec(["--scenario", scenario], script)
            #expect(finished.status == 0, "\(finished.errors)")
            #expect(finished.output == "kdv_live_current\n")
        }
    }

    @Test func `the command has the standard streams of exec`() async throws {
        try await withTemporaryFolder { folder in
            let script = "echo in | kirimdev-mock exec -- sh -c 'cat; echo out; echo err >&2; test ! -t 0'"
            let finished = try await runProgram("sh", ["-c", script], home: folder)
            #expect(finished.status == 0)
            #expect(finished.output == "in\nout\n")
            #expect(finished.errors == "err\n")
        }
    }

    @Test func `arguments after a second double hyphen belong to the command`() async throws {
        let finished = try await runMock("exec", "--", "echo", "a", "--", "--port", "b")
        #expect(finished.output == "a -- --port b\n")
    }

    @Test(arguments: [0, 1, 20, 255])
    func `the exit status of the command is handed on`(status: Int) async throws {
        let finished = try await Self.exec([], "exit \(status)")
        #expect(finished.status == status)
        #expect(finished.errors == "")
    }

    @Test func `a command that a signal ends has the status 128 and the number of the signal`() async throws {
        let finished = try await Self.exec([], "kill -KILL $$")
        #expect(finished.status == 137)
    }

    @Test func `a command that does not exist or cannot be executed has the status 127 or 126`() async throws {
        let missing = try await runMock("exec", "--", "no-such-command")
        #expect(missing.status == 127)
        #expect(missing.errors == "error: there is no command `no-such-command`\n")
        let folder = try await runMock("exec", "--", "/tmp")
        #expect(folder.status == 126)
        #expect(folder.errors == "error: /tmp is not an executable file\n")
    }

    @Test func `a script without an interpreter that exists cannot be started`() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/script"
            let program = Data("#!/nowhere/sh\n".utf8)
            let mode: [FileAttributeKey: Any] = [.posixPermissions: 0o755]
            #expect(FileManager.default.createFile(atPath: file, contents: program, attributes: mode))
            let finished = try await runMock("exec", "--", file)
            #expect(finished.status == 126)
            #expect(finished.errors.hasPrefix("error: \(file) cannot be started: "), "\(finished.errors)")
        }
    }

    @Test func `the command has default signal handlers, so that a passed signal ends it`() async throws {
        let finished = try await withTemporaryFolder { folder in
            let arguments = ["exec", "--", "sh", "-c", "echo waiting; exec sleep 1000"]
            return try await withProgram(try Program.name, arguments, home: folder) { output, _ in
                _ = try await output.line("the word that it waits") { $0 == "waiting" }
            }
        }
        #expect(finished.status == 143)
    }

    @Test func `the emulator stops with the command`() async throws {
        let finished = try await Self.exec([], "echo $KIRIMDEV_BASE_URL")
        let port = try #require(finished.lines.first?.firstMatch(of: /:(\d+)\//).flatMap { Int($0.1) })
        #expect(throws: (any Error).self) { try RawSocket(port: port) }
    }

    @Test func `a port that is given is used, and one that is in use ends exec with status 4`() async throws {
        try await withMock { mock in
            let finished = try await Self.exec(["--port", "\(mock.port)"], "echo never")
            #expect(finished.status == 4)
            #expect(finished.output == "")
        }
    }

    @Test(
        arguments: [
            ([], "Name a command after --"),
            (["--require", "createCustomr", "--", "true"], "did you mean `createCustomer`?"),
            (["--min-coverage", "101", "--", "true"], "--min-coverage must be a percentage from 0 to 100"),
            (["npm", "test"], "Name a command after --"),
            (["--port", "abc", "--", "true"], "The value 'abc' is invalid"),
        ] as [([String], String)]
    )
    func `wrong flags end exec with status 64 before the command runs`(
        arguments: [String],
        message: String
    ) async throws {
        let finished = try await runMock(["exec"] + arguments)
        #expect(finished.status == 64)
        #expect(finished.errors.contains(message), "\(finished.errors)")
        #expect(finished.output == "")
    }

    @Test func `the help of exec names its variables and its exit statuses`() async throws {
        let finished = try await runMock("exec", "--help")
        #expect(finished.status == 0)
        let text = finished.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for part in [
            "KIRIMDEV_WEBHOOK_SECRET", "20 if a requirement was never met", "21 if that cannot be told",
            "127 if there is no such command", "--require <operation[:n]>", "--receipt <file>", "--bundle <file>",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }
}
