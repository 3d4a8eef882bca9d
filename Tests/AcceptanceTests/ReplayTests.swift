import Documents
import EmulatorTesting
import Foundation
import OrderedCollections
import Testing

/// The commands `replay` and `schema bundle`, and `serve --bundle`.
@Suite(.timeLimit(.minutes(15)))
struct ReplayTests {
    /// Makes the bundle of a failed run.
    private static func record(_ mock: MockProcess, to file: String, query: String = "") async throws {
        let run = RecordedRun(mock)
        try await run.failingRun()
        try await run.writeBundle(to: file, query: query)
    }

    private static func expectAllSame(_ finished: FinishedProcess, _ file: String) throws {
        let bundle = try JSONValue(parsing: try String(contentsOfFile: file, encoding: .utf8))
        let count = try #require(bundle["requests"]?.array?.count)
        #expect(count >= 11)
        #expect(finished.status == 0, "\(finished.errors)")
        #expect(finished.errors == "")
        #expect(finished.lines.count == count + 1, "\(finished.output)")
        #expect(finished.lines.dropLast().allSatisfy { $0.hasPrefix("same  ") }, "\(finished.output)")
        #expect(finished.lines.last == "\(count) requests: \(count) same, 0 differ, 0 not comparable")
    }

    @Test(arguments: ["", "?secrets=true"])
    func `all responses of a failed run are the same in a replay in the same process`(query: String) async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/failure.json"
            try await withMock { mock in try await Self.record(mock, to: file, query: query) }
            try Self.expectAllSame(try await runMock("replay", file), file)
        }
    }

    @Test func `all responses are the same at another emulator and at the same one`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/failure.json"
            try await withMock { mock in
                try await Self.record(mock, to: file)
                try Self.expectAllSame(try await runMock("replay", "--target", mock.url, file), file)
                #expect(try await mock.root.get("/__admin/sandboxes").data.array?.count == 1)
            }
            try await withMock(["--seed", "7", "--scenario", "plan-gated", "--admin-token", "hush"]) { mock in
                let refused = try await runMock("replay", "--target", mock.url, file)
                #expect(refused.status == 2)
                #expect(refused.errors.contains("POST /__admin/sandboxes was refused: 401 "))
                let target = mock.url + "/v1"
                let replayed = try await runMock("replay", "--target", target, "--admin-token", "hush", file)
                try Self.expectAllSame(replayed, file)
            }
        }
    }

    @Test func `an edited response differs at its place, and the status is 1`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/failure.json"
            try await withMock { mock in
                let run = RecordedRun(mock)
                try await run.failingRun()
                try await run.writeBundle(to: file) { $0.replacing("Unknown route: GET /v1/nowhere.", with: "Edited.") }
                let remote = try await runMock("replay", "--target", mock.url, file)
                #expect(remote.status == 1)
                #expect(remote.lines.contains { $0.hasPrefix("differs") && $0.hasSuffix(" GET /v1/nowhere") })
            }
            let finished = try await runMock("replay", file)
            #expect(finished.status == 1)
            #expect(finished.lines.filter { $0.hasPrefix("differs") }.count == 1)
            let place = #"/body/error/message: expected "Edited.", actual "Unknown route: GET /v1/nowhere.""#
            #expect(finished.lines.contains { $0.hasSuffix(place) }, "\(finished.output)")
            #expect(finished.lines.last?.hasSuffix(" same, 1 differ, 0 not comparable") == true)
            let report = try await runMock("replay", "--format", "json", file)
            #expect(report.status == 1)
            let json = try JSONValue(parsing: report.output)
            #expect(json["differs"] == 1)
            #expect(json["not_comparable"] == 0)
            let row = try #require(json["requests"]?.array?.first { $0["verdict"] == "differs" })
            #expect(row["path"] == "/v1/nowhere")
            #expect(row["differences"]?[0]?["pointer"] == "/body/error/message")
            #expect(row["differences"]?[0]?["expected"] == "Edited.")
        }
    }

    /// Connects to the MCP endpoint and calls tools, with success and without, in two revisions of the protocol.
    private static func callTools(of mock: MockProcess) async throws {
        var client = mock.client("kdv_test_local", basePath: "")
        let send = { (client: MockClient, method: String, params: JSONValue) async throws -> JSONValue in
            let message: JSONValue = ["jsonrpc": "2.0", "id": 1, "method": .string(method), "params": params]
            let answer = try await client.post("/mcp", message)
            try #require(answer.status == 200)
            return answer.json["result"] ?? .null
        }
        _ = try await send(client, "initialize", ["protocolVersion": "2025-11-25"])
        client.headers = [("MCP-Protocol-Version", "2025-11-25")]
        _ = try await send(client, "tools/list", [:])
        let create: JSONValue = ["name": "create_customer", "arguments": ["name": "Acme Logistics"]]
        let created = try await send(client, "tools/call", create)
        let customer = try #require(created["structuredContent"]?["data"]?["id"])
        let link: JSONValue = ["name": "create_customer_setup_link", "arguments": ["customer_id": customer]]
        #expect(try await send(client, "tools/call", link)["isError"] == false)
        let unknown: JSONValue = ["name": "get_customer", "arguments": ["customer_id": "cus_x"]]
        #expect(try await send(client, "tools/call", unknown)["isError"] == true)
        _ = try await send(client, "tools/call", ["name": "nope"])
        client.headers = []
        let listed = try await send(client, "tools/call", ["name": "list_customers"])
        #expect(listed["content"]?[0]?["text"]?.string?.contains("Acme Logistics") == true)
        #expect(listed["structuredContent"] == nil)
    }

    @Test func `calls of tools are replayed, and compared by the answers of their operations`() async throws {
        try await withTemporaryFolder { folder in
            let (file, edited) = (folder + "/tools.json", folder + "/edited.json")
            try await withMock { mock in
                try await Self.callTools(of: mock)
                let run = RecordedRun(mock)
                try await run.writeBundle(to: file)
                try await run.writeBundle(to: edited) { $0.replacing("No such customer: cus_x.", with: "Edited.") }
                let remote = try await runMock("replay", "--target", mock.url, file)
                #expect(remote.lines.last == "7 requests: 7 same, 0 differ, 0 not comparable", "\(remote.output)")
            }
            let same = try await runMock("replay", file)
            #expect(same.status == 0)
            #expect(same.lines.last == "7 requests: 7 same, 0 differ, 0 not comparable", "\(same.output)")
            #expect(
                same.lines.prefix(3).map { $0.split(separator: " ").dropFirst().joined(separator: " ") } == [
                    "1 POST /mcp initialize", "2 POST /mcp tools/list", "3 POST /mcp create_customer",
                ]
            )
            let differing = try await runMock("replay", "--format", "json", edited)
            #expect(differing.status == 1)
            let rows = try #require(try JSONValue(parsing: differing.output)["requests"]?.array)
            let row = try #require(rows.first { $0["verdict"] == "differs" })
            #expect(row["called"] == "get_customer")
            #expect(
                row["differences"]?.array?.map { $0["pointer"] } == [
                    "/body/result/content/0/text/error/message", "/body/result/structuredContent/error/message",
                ]
            )
            #expect(rows.count { $0["verdict"] == "same" } == 6)
        }
    }

    @Test func `receivers answer as recorded in the same process, and a target sends nothing`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/failure.json"
            try await withMock { mock in
                let run = RecordedRun(mock)
                // Nothing listens on this port, so the delivery is retried.
                let hook: JSONValue = ["url": "http://127.0.0.1:9/hook", "events": ["customer.created"]]
                #expect(try await run.api.post("/webhook_subscriptions", hook).status == 201)
                #expect(try await run.api.post("/customers", ["name": "Acme"]).status == 201)
                #expect(try await run.control.post("/__admin/clock/advance", ["by": "0s"]).status == 200)
                let listed = try await run.api.get("/webhook_deliveries").data
                #expect(listed[0]?["attempts"] == 1)
                try await run.writeBundle(to: file)
                let remote = try await runMock("replay", "--target", mock.url, file)
                #expect(remote.status == 0)
                #expect(remote.lines.last == "3 requests: 2 same, 0 differ, 1 not comparable")
            }
            let local = try await runMock("replay", file)
            #expect(local.status == 0)
            #expect(local.lines.last == "3 requests: 3 same, 0 differ, 0 not comparable", "\(local.output)")
        }
    }

    @Test func `a file that is not a bundle ends a replay and a server with status 2`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/broken.json"
            let missing = try await runMock("replay", file)
            #expect(missing.status == 2)
            #expect(missing.errors == "error: there is no file \(file)\n")
            try "[]".write(toFile: file, atomically: true, encoding: .utf8)
            let message = "\(file) is not a failure bundle: the document must be an object\n"
            for (arguments, prefix) in [
                (["replay", file], "error: "), (["serve", "--port", "0", "--bundle", file], "error: --bundle: "),
            ] {
                let refused = try await runMock(arguments)
                #expect(refused.status == 2)
                #expect(refused.errors == prefix + message)
            }
            try await withMock { mock in
                let run = RecordedRun(mock)
                #expect(try await run.api.get("/me").status == 200)
                try await run.writeBundle(to: file) {
                    $0.replacing("\"start\":{\"version\":1,", with: "\"start\":{\"version\":1,\"extra\":0,")
                }
            }
            let refused = try await runMock("replay", file)
            #expect(refused.status == 2)
            #expect(refused.errors.hasPrefix("error: \(file): /start/extra is unknown; "))
            let rule = #"{"id":"x","on":{"operation":"nope"},"then":{"error":"internal_error"}}"#
            try String(contentsOfFile: file, encoding: .utf8).replacing("\"extra\":0,", with: "")
                .replacing("\"start_faults\":[]", with: "\"start_faults\":[\(rule)]")
                .write(toFile: file, atomically: true, encoding: .utf8)
            let refusedRule = try await runMock("replay", file)
            #expect(refusedRule.status == 2)
            #expect(refusedRule.errors.hasPrefix("error: \(file): /start_faults/0/on/operation "))
        }
    }

    @Test func `serve starts every sandbox with the world of a bundle`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/failure.json"
            try await withMock { mock in try await Self.record(mock, to: file) }
            try await withMock(["--bundle", file]) { mock in
                #expect(mock.readyLine.contains("(scenario default, "))
                for key in ["kdv_test_one", "kdv_test_two"] {
                    let customers = try await mock.client(key).get("/customers").data
                    #expect(customers[0]?["status"] == "active")
                }
            }
            let both = try await runMock("--bundle", file, "--scenario", "default", "--port", "0")
            #expect(both.status == 2)
            #expect(both.errors == "error: --bundle and --scenario cannot be used together\n")
        }
    }

    @Test func `schema prints the JSON Schema of bundles on request`() async throws {
        let finished = try await runMock("schema", "bundle")
        #expect(finished.status == 0)
        let schema = try JSONValue(parsing: finished.output)
        #expect(schema["title"] == "Failure bundle of kirimdev-mock")
        #expect(schema["properties"]?["start_faults"] != nil)
        #expect(schema["$defs"]?["RequestDetail"] != nil)
        #expect(!finished.output.contains("#/components"))
    }
}
