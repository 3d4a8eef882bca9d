import Documents
import OrderedCollections
import Testing

@Suite(.timeLimit(.minutes(15)))
struct RequestLogTests {
    /// Sends requests with a setup token in the path and a key in the query, and returns both.
    private static func useSecrets(_ mock: MockProcess) async throws -> (token: String, key: String) {
        let key = "kdv_test_secretsecretsecret9999"
        let client = mock.client(key)
        let customer = try await client.post("/customers", ["name": "Acme"]).data["id"]?.string
        let link = try await client.post("/customers/\(try #require(customer))/setup_links", ["expires_in_hours": 24])
        let url = try #require(link.data["setup_url"]?.string)
        let token = String(try #require(url.firstMatch(of: /csl_[\w-]{24}/)).0)
        _ = try await mock.root.get("/onboard/\(token)?api_key=\(key)")
        _ = try await mock.root.get("/__admin/requests?api_key=\(key)")
        return (token, key)
    }

    @Test func `the log has one line per request, with method, path, status and time`() async throws {
        let finished = try await withMock { mock in
            _ = try await mock.client().get("/me")
            _ = try await mock.client().get("/nowhere")
            _ = try await mock.root.post("/__admin/reset")
        }
        let lines = finished.lines.dropFirst()
        #expect(lines.count == 3)
        let wanted = ["GET /v1/me 200", "GET /v1/nowhere 404", "POST /__admin/reset 200"]
        for (line, start) in zip(lines, wanted) {
            #expect(line.hasPrefix(start + " "))
            #expect(line.wholeMatch(of: /\S+ \S+ \d+ \d+\.\d ms/) != nil, "\(line)")
        }
    }

    @Test(arguments: [["--log-format", "json"], []])
    func `the log has one JSON object per line when the format is json`(arguments: [String]) async throws {
        let variables = arguments.isEmpty ? ["KIRIMDEV_MOCK_LOG_FORMAT": "json"] : [:]
        let finished = try await withMock(arguments, environment: variables) { mock in
            _ = try await mock.client().get("/me?a=b")
        }
        let lines = finished.lines.dropFirst()
        #expect(lines.count == 1)
        let line = try JSONValue(parsing: Array(try #require(lines.first).utf8))
        #expect(line.object?.keys.elements == ["method", "path", "status", "took_us"])
        #expect(line["method"] == "GET")
        #expect(line["path"] == "/v1/me")
        #expect(line["status"] == 200)
    }

    @Test(arguments: [["--quiet"], []])
    func `a server with --quiet writes only the ready line`(arguments: [String]) async throws {
        let variables = arguments.isEmpty ? ["KIRIMDEV_MOCK_QUIET": "yes"] : [:]
        let finished = try await withMock(arguments, environment: variables) { mock in
            let answer = try await mock.client().get("/me")
            #expect(answer.status == 200)
        }
        #expect(finished.lines.count == 1)
        #expect(finished.output.contains(" ready at "))
    }

    @Test(arguments: ["text", "json"])
    func `the log contains neither setup tokens nor API keys`(format: String) async throws {
        let secrets = Collected<String>()
        let finished = try await withMock(["--log-format", format]) { mock in
            let (token, key) = try await Self.useSecrets(mock)
            await secrets.add(token)
            await secrets.add(key)
        }
        #expect(finished.lines.count == 5)
        let found = await secrets.values
        #expect(found.count == 2)
        for secret in found {
            #expect(!finished.output.contains(secret))
        }
        #expect(finished.output.contains("/onboard/csl_****" + (found.first ?? "").suffix(4)))
    }

    @Test func `the journal contains no API key`() async throws {
        try await withMock { mock in
            let (_, key) = try await Self.useSecrets(mock)
            let journal = try await mock.root.get("/__admin/requests").text
            #expect(journal.contains("/v1/customers"))
            #expect(!journal.contains(key))
        }
    }
}
