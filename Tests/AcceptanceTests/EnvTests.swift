import Documents
import EmulatorTesting
import OrderedCollections
import Testing

@testable import EmulatorCommands

/// The command `env`: the variables of `exec` for a server that runs.
@Suite(.timeLimit(.minutes(15)))
struct EnvTests {
    @Test func `a shell that evaluates the output reaches the server`() async throws {
        try Program.require("curl")
        try await withMock { mock in
            let script = """
                eval "$(kirimdev-mock env --port \(mock.port))"
                echo "$KIRIMDEV_API_BASE"
                curl -sf -o /dev/null -H "Authorization: Bearer $KIRIMDEV_API_KEY" "$KIRIMDEV_BASE_URL/me"
                curl -sf -o /dev/null "$KIRIMDEV_MOCK_ADMIN_URL/health"
                """
            let finished = try await withTemporaryFolder { try await runProgram("sh", ["-euc", script], home: $0) }
            #expect(finished.status == 0, "\(finished.errors)")
            #expect(finished.output == "\(mock.url)\n")
        }
    }

    @Test func `the settings come from variables, and json is one object`() async throws {
        try await withMock(["--admin-token", "it's"]) { mock in
            let variables = [
                "KIRIMDEV_MOCK_PORT": "\(mock.port)",
                "KIRIMDEV_MOCK_HOST": "0.0.0.0",
                "KIRIMDEV_MOCK_ADMIN_TOKEN": "it's",
                "KIRIMDEV_MOCK_WEBHOOK_URL": "http://127.0.0.1:9/",
                "KIRIMDEV_MOCK_WEBHOOK_SECRET": "whsec_a",
            ]
            let finished = try await runMock(
                ["env", "--format", "json", "--api-key", "kdv_test_mine"],
                environment: variables
            )
            #expect(finished.status == 0, "\(finished.errors)")
            #expect(
                try JSONValue(parsing: Array(finished.output.utf8)) == [
                    "KIRIMDEV_BASE_URL": .string(mock.url + "/v1"),
                    "KIRIMDEV_API_BASE_URL": .string(mock.url + "/v1"),
                    "KIRIMDEV_API_BASE": .string(mock.url),
                    "KIRIMDEV_API_KEY": "kdv_test_mine",
                    "KIRIMDEV_WEBHOOK_SECRET": "whsec_a",
                    "KIRIMDEV_MOCK_ADMIN_URL": .string(mock.url + "/__admin"),
                    "KIRIMDEV_MOCK_ADMIN_TOKEN": "it's",
                ]
            )
            let refused = try await runMock("env", "--port", "\(mock.port)")
            #expect(refused.status == 1)
            #expect(refused.errors.contains("name the admin token of the server with --admin-token"))
        }
    }

    @Test func `env ends with status 1 and prints nothing if no emulator answers`() async throws {
        let port = try SilentPort()
        let finished = try await runMock("env", "--port", "\(port.number)")
        #expect(finished.status == 1)
        #expect(finished.output == "")
        let url = "http://127.0.0.1:\(port.number)/__admin/health"
        #expect(finished.errors.hasPrefix("error: no emulator answers at \(url)"), "\(finished.errors)")
        withExtendedLifetime(port) {}
    }

    @Test func `an apostrophe in a value is quoted for the shell`() {
        let variables = EmulatorVariables(
            origin: "http://localhost",
            basePath: "",
            key: "a'b",
            webhookSecret: nil,
            adminToken: nil
        )
        #expect(variables.shellLines.contains(#"export KIRIMDEV_API_KEY='a'\''b'"#))
    }
}
