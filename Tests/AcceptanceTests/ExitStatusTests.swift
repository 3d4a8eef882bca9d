import Testing

@Suite(.timeLimit(.minutes(15)))
struct ExitStatusTests {
    @Test func `serve ends with status 4 and names the port when the port is in use`() async throws {
        try await withMock { mock in
            let second = try await runMock("--port", "\(mock.port)")
            #expect(second.status == 4)
            #expect(second.errors.contains("127.0.0.1:\(mock.port) is in use"))
            #expect(second.output.isEmpty)
            let answer = try await mock.client().get("/me")
            #expect(answer.status == 200)
        }
    }

    @Test func `serve with --strict ends with status 3 and reports every mistake of the contract`() async throws {
        try await withTemporaryFolder { folder in
            let file = try BrokenContract.write(to: folder)
            let finished = try await runMock("serve", "--port", "0", "--strict", "--contract", file)
            #expect(finished.status == 3)
            #expect(finished.output.isEmpty)
            let lines = BrokenContract.diagnostics(of: file).split(separator: "\n").map { "\($0) (--contract)\n" }
            #expect(finished.errors == lines.joined())
        }
    }

    @Test func `serve ends with status 3 when the contract file does not exist`() async throws {
        let finished = try await runMock("--port", "0", "--contract", "/nowhere/contract.yaml")
        #expect(finished.status == 3)
        #expect(finished.errors == "error: --contract: there is no file /nowhere/contract.yaml\n")
    }

    @Test(arguments: [
        (["--public-url", "ftp://x"], "--public-url must start with http:// or https://, not ftp://x"),
        (["--webhook-url", "nowhere"], "--webhook-url must be an absolute http or https URL, not nowhere"),
        (["--webhook-secret", "whsec_a"], "--webhook-secret requires --webhook-url"),
        (["--max-sandboxes", "0"], "--max-sandboxes must be at least 1, not 0"),
        (
            ["--allow-host", "https://mock.example"],
            "--allow-host must be a host name such as mock.example.com, not https"
        ),
        (["--port", "65536"], "--port must be 0 to 65535, not 65536"),
        (["--tls", "0", "--tls-cert", "a.pem"], "--tls-cert requires --tls-key"),
        (["--tls", "0", "--tls-key", "a.pem"], "--tls-key requires --tls-cert"),
        (["--tls-cert", "a.pem", "--tls-key", "b.pem"], "--tls-cert requires --tls"),
        (["--tls-ca-out", "ca.pem"], "--tls-ca-out requires --tls"),
        (
            ["--tls", "0", "--tls-cert", "/nowhere/a.pem", "--tls-key", "/nowhere/b.pem"],
            "--tls-key: there is no file /nowhere/b.pem"
        ),
        (["--tls", "0", "--tls-ca-out", "/nowhere/ca.pem"], "--tls-ca-out: there is no folder /nowhere"),
    ])
    func `serve ends with status 2 for flags whose values are invalid or incomplete`(
        arguments: [String],
        message: String
    ) async throws {
        let finished = try await runMock(["--port", "0"] + arguments)
        #expect(finished.status == 2)
        #expect(finished.errors.contains(message), "\(finished.errors)")
        #expect(finished.output.isEmpty)
    }

    @Test(arguments: [
        ("PORT", "abc", "KIRIMDEV_MOCK_PORT must be a whole number, not abc"),
        ("SEED", "-1", "KIRIMDEV_MOCK_SEED must be a whole number, not -1"),
        ("STRICT", "maybe", "KIRIMDEV_MOCK_STRICT must be true or false, not maybe"),
        ("LOG_FORMAT", "xml", "KIRIMDEV_MOCK_LOG_FORMAT must be text or json, not xml"),
        ("PUBLIC_URL", "ftp://x", "KIRIMDEV_MOCK_PUBLIC_URL must start with"),
        ("SCENARIO", "plan-gatd", "KIRIMDEV_MOCK_SCENARIO: there is no scenario `plan-gatd`; did you mean"),
    ])
    func `serve ends with status 2 for an environment variable with an invalid value`(
        name: String,
        value: String,
        message: String
    ) async throws {
        let finished = try await runMock("serve", environment: ["KIRIMDEV_MOCK_\(name)": value])
        #expect(finished.status == 2)
        #expect(finished.errors.hasPrefix("error: \(message)"), "\(finished.errors)")
    }

    @Test(arguments: [
        (["--prt", "1"], "Did you mean '--port'?"), (["--log-fromat", "json"], "Did you mean '--log-format'?"),
        (["--port", "abc"], "The value 'abc' is invalid"), (["--log-format", "xml"], "'text' and 'json'"),
        (["--seed"], "Missing value for '--seed <number>'"), (["check"], "Missing expected argument"),
        (["serve", "surplus"], "Unexpected argument 'surplus'"),
    ])
    func `a wrong flag or a missing or surplus argument ends the program with status 64`(
        arguments: [String],
        message: String
    ) async throws {
        let finished = try await runMock(arguments)
        #expect(finished.status == 64)
        #expect(finished.errors.contains(message), "\(finished.errors)")
        #expect(finished.output.isEmpty)
    }
}
