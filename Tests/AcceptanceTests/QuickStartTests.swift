import Documents
import EmulatorTesting
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15)))
struct QuickStartTests {
    @Test func `the quick start script of the readme prints the results that the readme promises`() async throws {
        let script = try Self.script()
        try await withMock { mock in
            let here = script.replacing("127.0.0.1:8080", with: "127.0.0.1:\(mock.port)")
            #expect(here != script)
            let answers = try await Readme.run(here)
            try #require(answers.count == 7)
            let customer = answers[0]["data"]
            #expect(customer?["name"] == "Acme Logistics")
            #expect(customer?["email"] == "admin@acme.io")
            #expect(customer?["status"] == "pending")
            #expect(answers[1]["data"]?["id"] == customer?["id"])
            #expect(answers[1]["data"]?["whatsapp_accounts"] == [])
            let url = try #require(answers[2]["data"]?["setup_url"]?.string)
            #expect(url.hasPrefix(mock.url + "/"))
            #expect(url.contains(/csl_[\w-]{24}/))
            #expect(answers[3]["plan"] == "pro")
            #expect(answers[4]["error"]?["code"] == "feature_not_entitled")
            #expect(answers[5]["sandboxes"] == 1)
            #expect(answers[6]["data"] == [])
            for line in ["POST /v1/customers 201 ", "GET /v1/customers 402 "] {
                _ = try await mock.output.line("the line \(line)") { $0.hasPrefix(line) }
            }
        }
    }

    @Test func `the scripts of the conversation page print the results that the page promises`() async throws {
        let chat = try Readme.block("sh", in: Readme.conversation) { $0.contains("simulate/inbound_message") }
        let people = try Readme.block("sh", in: Readme.conversation) { $0.contains("simulate/identity") }
        let script = chat + "\n" + people
        try await withMock { mock in
            let answers = try await Readme.run(script.replacing("127.0.0.1:8080", with: "127.0.0.1:\(mock.port)"))
            try #require(answers.count == 14)
            #expect(answers[2]["data"]?["status"] == "pending")
            #expect(answers[3]["template"]?["status"] == "approved")
            #expect(answers[4]["data"]?["status"] == "pending")
            #expect(answers[6]["message"]?["content"] == "Where is it?")
            #expect(answers[7]["data"]?["conversation_id"] == answers[6]["conversation_id"])
            #expect(answers[8]["fired"]?.array?.contains { $0["kind"] == "window_closed" } == true)
            #expect(answers[10]["data"]?["status"] == "failed")
            #expect(answers[10]["data"]?["error"]?["provider_code"] == 131047)
            #expect(answers[11]["message"]?["to"] == .null)
            #expect(answers[12]["contact"]?["phone_number"] == .null)
            #expect(answers[13]["events"]?.array?.count == 2)
        }
    }

    @Test func `the conversation page lists every magic recipient`() throws {
        let page = try SourceTree.text(Readme.conversation)
        for ending in ["0404", "0403", "0415", "0429", "0410", "0402", "0502"] {
            #expect(page.contains("`+62800000\(ending)`"), "\(ending)")
        }
    }

    @Test(
        arguments: [
            "README.md", Readme.onboarding, Readme.conversation, Readme.controlAPI, Readme.architecture, Readme.exec,
            Readme.testFrameworks, Readme.inspector, Readme.faults, Readme.webhooks, Readme.alternatives,
        ]
    )
    func `every file that a page links to exists`(page: String) throws {
        let folder = page.split(separator: "/").dropLast().map { "\($0)/" }.joined()
        let links = try SourceTree.text(page).matches(of: #/\]\(([^)#]+)/#).map { String($0.1) }
        try #require(!links.isEmpty)
        for link in links where !link.hasPrefix("http") {
            #expect(FileManager.default.fileExists(atPath: SourceTree.path(folder + link)), "\(link)")
        }
    }

    @Test func `the curl calls on the control API page do what the comments beside them say`() async throws {
        let first = try Self.script()
        let second = try Readme.block("sh", in: Readme.controlAPI) { $0.contains("\"subscription\": \"inactive\"") }
        try await withMock { mock in
            let setup = first.split(separator: "\n").prefix { !$0.hasPrefix("kirim $") }.joined(separator: "\n")
            let calls = second.split(separator: "\n").filter { $0.hasPrefix("curl ") }.map { "\($0)\necho" }
            try #require(calls.count == 3)
            let write = "kirim $BASE/customers -d '{\"name\": \"Acme\"}'"
            let reset = "kirim -X POST $ADMIN/reset"
            let writes = [String](repeating: write, count: 6)
            let lines: [String] = [setup, calls[0], write, reset, calls[1]] + writes + [calls[2]]
            let script = lines.joined(separator: "\n").replacing(":8080", with: ":\(mock.port)")
            let answers = try await Readme.run(script)
            try #require(answers.count == 11)
            #expect(answers[0]["subscription"] == "inactive")
            #expect(answers[1]["error"]?["code"] == "subscription_inactive")
            #expect(answers[3]["rate_limits"]?["write_per_minute"] == 5)
            #expect(answers[4...8].allSatisfy { $0["data"]?["status"] == "pending" })
            #expect(answers[9]["error"]?["type"] == "rate_limit_error")
            let refused = answers[10]["data"]?.array?.compactMap { $0["status"]?.integer } ?? []
            #expect(refused == [429])
        }
    }

    /// The block that the quick start says to paste.
    private static func script() throws -> String {
        try Readme.block("sh") { $0.contains("\"plan\": \"pro\"") }
    }

}
