import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import Foundation
import OrderedCollections
import Testing

/// The command `exec` as proof of a run: requirements, receipt and failure bundle.
@Suite(.timeLimit(.minutes(15)))
struct ExecProofTests {
    private static let curl = #"curl -s -o /dev/null -H "Authorization: Bearer $KIRIMDEV_API_KEY""#
    private static let create = curl + #" --json '{"name": "Acme"}' $KIRIMDEV_BASE_URL/customers"#

    private static func exec(_ options: [String], _ script: String = "true") async throws -> FinishedProcess {
        try Program.require("curl")
        return try await runMock(["exec"] + options + ["--", "sh", "-euc", script])
    }

    private static func json(_ file: String) throws -> JSONValue {
        try JSONValue(parsing: Array(try Data(contentsOf: URL(fileURLWithPath: file))))
    }

    @Test func `a requirement that a run never met gives the status 20 and one sentence`() async throws {
        let finished = try await Self.exec(["--require", "createCustomer:1"])
        #expect(finished.status == 20)
        #expect(
            finished.errors == "kirimdev-mock: createCustomer was required once, but it has answered no request\n"
        )
    }

    @Test func `requirements are met by requests, events and deliveries of the run`() async throws {
        try await withTemporaryFolder { folder in
            let receiver = """
                import http.server, sys
                class Hook(http.server.BaseHTTPRequestHandler):
                    def do_POST(self):
                        self.rfile.read(int(self.headers["Content-Length"]))
                        self.send_response(204)
                        self.end_headers()
                        self.server.is_done = True
                    def log_message(self, *_): pass
                server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
                server.is_done = False
                print(server.server_port, flush=True)
                while not server.is_done: server.handle_request()
                """
            try receiver.write(toFile: "\(folder)/receiver.py", atomically: true, encoding: .utf8)
            try Program.require("python3")
            let script = """
                mkfifo \(folder)/port
                python3 \(folder)/receiver.py >\(folder)/port & read port <\(folder)/port
                \(Self.curl) --json "{\\"url\\": \\"http://127.0.0.1:$port\\", \\"events\\": [\\"customer.created\\"]}" \
                    $KIRIMDEV_BASE_URL/webhook_subscriptions
                \(Self.create)
                wait
                """
            let finished = try await Self.exec(
                [
                    "--require", "createCustomer", "--require-event", "customer.created", "--require-delivery",
                    "customer.created", "--forbid-unmatched", "--min-coverage", "3",
                ],
                script
            )
            #expect(finished.status == 0, "\(finished.errors)")
            #expect(finished.errors == "")
        }
    }

    @Test func `a run that only fault rules answered does not meet its requirement`() async throws {
        let script = """
            curl -sf -o /dev/null --json '{"preset": "internal_error", "on": {"operation": "createCustomer"}}' \
                $KIRIMDEV_MOCK_ADMIN_URL/faults
            \(Self.create); \(Self.create)
            """
        let finished = try await Self.exec(["--require", "createCustomer"], script)
        #expect(finished.status == 20)
        #expect(finished.errors.contains("; 2 requests were answered by fault rules\n"), "\(finished.errors)")
    }

    @Test func `a run that sent its requests to another server does not meet its requirement`() async throws {
        try await withMock { mock in
            let script = Self.create.replacing("$KIRIMDEV_BASE_URL", with: mock.url + "/v1")
            let finished = try await Self.exec(["--require", "createCustomer"], script)
            #expect(finished.status == 20)
        }
    }

    @Test func `the counts survive resets, evicted sandboxes and a journal that was emptied`() async throws {
        let script = """
            \(Self.create)
            \(Self.curl) -X POST $KIRIMDEV_MOCK_ADMIN_URL/reset
            \(Self.curl.replacing("$KIRIMDEV_API_KEY", with: "kdv_test_other")) $KIRIMDEV_BASE_URL/me
            curl -sf -o /dev/null -X DELETE $KIRIMDEV_MOCK_ADMIN_URL/requests
            """
        let finished = try await Self.exec(
            ["--require", "createCustomer", "--require", "getMe", "--max-sandboxes", "1"],
            script
        )
        #expect(finished.status == 0, "\(finished.errors)")
    }

    @Test func `a requirement gives the status 21 if counts were deleted and the rest does not meet it`() async throws {
        let script = "\(Self.create); curl -sf -o /dev/null -X DELETE $KIRIMDEV_MOCK_ADMIN_URL/coverage"
        let finished = try await Self.exec(["--require", "createCustomer"], script)
        #expect(finished.status == 21)
        #expect(finished.errors.contains("it cannot be told whether --require createCustomer is met"))
    }

    @Test func `an unmatched request or too little coverage gives the status 1`() async throws {
        let unmatched = try await Self.exec(["--forbid-unmatched"], "\(Self.curl) $KIRIMDEV_BASE_URL/mee")
        #expect(unmatched.status == 1)
        #expect(
            unmatched.errors
                == "kirimdev-mock: 1 request matched no operation: no operation GET /v1/mee; did you mean GET /v1/me?\n"
        )
        let coverage = try await Self.exec(["--min-coverage", "60"], Self.create)
        #expect(coverage.status == 1)
        #expect(coverage.errors.contains("but 60 % were required"), "\(coverage.errors)")
    }

    @Test func `the status of a command that fails takes precedence over requirements`() async throws {
        let finished = try await Self.exec(["--require", "createCustomer"], "exit 9")
        #expect(finished.status == 9)
        #expect(finished.errors.contains("createCustomer was required once"))
    }

    // MARK: Files

    @Test func `a receipt is written through a link, which stays a link`() async throws {
        try await withTemporaryFolder { folder in
            let (link, target) = ("\(folder)/link.json", "\(folder)/target.json")
            try Data("old".utf8).write(to: URL(fileURLWithPath: target))
            try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
            let finished = try await Self.exec(["--receipt", link], "true")
            #expect(finished.status == 0, "\(finished.errors)")
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == target)
            #expect(try Self.json(target)["command"]?["exit_status"] == 0)
        }
    }

    @Test func `the receipt of a run is as its schema says, also if the command fails`() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/receipt.json"
            let schema = try JSONValue(parsing: Array(try await runMock("schema", "receipt").output.utf8))
            #expect(schema["title"] == "Receipt of kirimdev-mock exec")
            for (status, key) in [(0, "met"), (5, "met")] {
                let options = ["--receipt", file, "--seed", "7", "--require", "createCustomer"]
                let finished = try await Self.exec(options, "\(Self.create); exit \(status)")
                #expect(finished.status == status, "\(finished.errors)")
                let receipt = try Self.json(file)
                #expect(SchemaValidator(schema).violations(of: receipt) == [])
                #expect(receipt["command"]?["exit_status"]?.integer == status)
                #expect(receipt["seed"] == 7)
                #expect(receipt["requirements"]?[0]?["result"] == .string(key))
                #expect(receipt["operations"] == ["createCustomer": ["statuses": ["201": 1], "codes": [:]]])
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["receipt.json"])
        }
    }

    @Test func `a receipt of an earlier run is deleted before the command runs`() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/receipt.json"
            #expect(FileManager.default.createFile(atPath: file, contents: Data("{}".utf8)))
            let finished = try await Self.exec(["--receipt", file], "test ! -e \(file)")
            #expect(finished.status == 0)
            #expect(FileManager.default.fileExists(atPath: file))
        }
    }

    @Test(arguments: ["--receipt", "--bundle"])
    func `a file in a folder that does not exist is refused before the command runs`(flag: String) async throws {
        let finished = try await Self.exec([flag, "/nowhere/file.json"], "echo never")
        #expect(finished.status == 2)
        #expect(finished.errors == "error: \(flag): there is no folder /nowhere\n")
        #expect(finished.output == "")
    }

    @Test func `a run that fails writes a bundle for a replay, and one that succeeds writes none`() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/failure.json"
            let passed = try await Self.exec(["--bundle", file], Self.create)
            #expect(passed.status == 0)
            #expect(!FileManager.default.fileExists(atPath: file))
            let failed = try await Self.exec(["--bundle", file, "--require", "getMe"], Self.create)
            #expect(failed.status == 20)
            #expect(try Self.json(file)["requests"]?.array?.count == 1)
            let replayed = try await runMock("replay", file)
            #expect(replayed.status == 0, "\(replayed.errors)")
        }
    }

    @Test func `the bundle is of the only sandbox, or of that of the key among several`() async throws {
        try await withTemporaryFolder { folder in
            let file = "\(folder)/failure.json"
            let other = Self.create.replacing("$KIRIMDEV_API_KEY", with: "kdv_test_other")
            let options = ["--bundle", file, "--admin-token", "hush"]
            _ = try await Self.exec(options, "\(other); exit 1")
            #expect(try Self.json(file)["requests"]?.array?.count == 1)
            _ = try await Self.exec(options, "\(other); \(Self.create); \(Self.create); exit 1")
            #expect(try Self.json(file)["requests"]?.array?.count == 2)
        }
    }
}
