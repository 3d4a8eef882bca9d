import Foundation
import Testing

/// What a server says when several settings are wrong.
@Suite(.timeLimit(.minutes(15)))
struct ConfigurationTests {
    private static let flags = ["--port", "70000", "--scenario", "plan-gatd", "--contract", "/nowhere/a.yaml"]
    private static let variables = [
        "KIRIMDEV_MOCK_SEED": "x", "KIRIMDEV_MOCK_MAX_SANDBOXES": "0", "KIRIMDEV_MOCK_TLS_CERT": "a.pem",
        "KIRIMDEV_MOCK_WEBHOOK_SECRET": "whsec_a", "KIRIMDEV_MOCK_ALLOW_HOST": "a.example,b/c",
    ]
    private static let problems = [
        "error: --port must be 0 to 65535, not 70000",
        "error: KIRIMDEV_MOCK_WEBHOOK_SECRET requires --webhook-url",
        "error: KIRIMDEV_MOCK_SEED must be a whole number, not x",
        "error: KIRIMDEV_MOCK_MAX_SANDBOXES must be at least 1, not 0",
        "error: KIRIMDEV_MOCK_ALLOW_HOST must be a host name such as mock.example.com, not b/c",
        "error: KIRIMDEV_MOCK_TLS_CERT requires --tls-key",
        "error: KIRIMDEV_MOCK_TLS_CERT requires --tls",
        "error: --contract: there is no file /nowhere/a.yaml",
        "error: --scenario: there is no scenario `plan-gatd`; did you mean `plan-gated`?",
    ]

    @Test(arguments: [["serve"], ["exec"]])
    func `a server reports every wrong setting at once and ends with status 2`(command: [String]) async throws {
        let child = command == ["exec"] ? ["--", "true"] : []
        let finished = try await runMock(command + Self.flags + child, environment: Self.variables)
        #expect(finished.status == 2)
        #expect(finished.output.isEmpty)
        #expect(finished.errors == Self.problems.joined(separator: "\n") + "\n")
    }

    @Test func `each mistake in the contract and the scenario names the flag or variable of its file`() async throws {
        try await withTemporaryFolder { folder in
            let contract = try BrokenContract.write(to: folder)
            let scenario = folder + "/mine.yaml"
            try "version: 1\norganization:\n  plann: pro\n  nam: A\n".write(
                toFile: scenario,
                atomically: true,
                encoding: .utf8
            )
            let finished = try await runMock(
                ["serve", "--strict", "--contract", contract],
                environment: ["KIRIMDEV_MOCK_SCENARIO": scenario]
            )
            #expect(finished.status == 2)
            let mistakes = BrokenContract.diagnostics(of: contract).split(separator: "\n")
            let expected =
                mistakes.map { "\($0) (--contract)" } + [
                    "\(scenario):3:3: error: unknown key `plann`; did you mean `plan`? (KIRIMDEV_MOCK_SCENARIO)",
                    "\(scenario):4:3: error: unknown key `nam`; did you mean `name`? (KIRIMDEV_MOCK_SCENARIO)",
                ]
            #expect(finished.errors == expected.joined(separator: "\n") + "\n")
        }
    }

    @Test func `a certificate is not generated and its file not written when another setting is wrong`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/ca.pem"
            let finished = try await runMock("--port", "70000", "--tls", "0", "--tls-ca-out", file)
            #expect(finished.status == 2)
            #expect(finished.errors == "error: --port must be 0 to 65535, not 70000\n")
            #expect(!FileManager.default.fileExists(atPath: file))
        }
    }

    @Test func `commands that look for a running server report every wrong setting, too`() async throws {
        for command in ["healthcheck", "env"] {
            let finished = try await runMock(
                command,
                "--public-url",
                "x",
                environment: ["KIRIMDEV_MOCK_PORT": "abc", "KIRIMDEV_MOCK_QUIET": "maybe"]
            )
            #expect(finished.status == 2)
            #expect(
                finished.errors == """
                    error: KIRIMDEV_MOCK_PORT must be a whole number, not abc
                    error: --public-url must start with http:// or https://, not x
                    error: KIRIMDEV_MOCK_QUIET must be true or false, not maybe

                    """
            )
        }
    }

    @Test func `a variable whose name is similar to that of a setting causes a warning`() async throws {
        let finished = try await runMock(
            ["serve", "--port", "70000"],
            environment: ["KIRIMDEV_MOCK_SCENARO": "inbox", "KIRIMDEV_MOCK_PORT_80_TCP": "tcp://10.0.0.1:80"]
        )
        #expect(
            finished.errors == """
                warning: KIRIMDEV_MOCK_SCENARO has no effect; did you mean `KIRIMDEV_MOCK_SCENARIO`?
                error: --port must be 0 to 65535, not 70000

                """
        )
    }
}
