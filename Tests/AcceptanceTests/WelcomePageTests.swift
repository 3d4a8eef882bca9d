import Documents
import EmulatorTesting
import Testing

@Suite(.timeLimit(.minutes(15)))
struct WelcomePageTests {
    @Test func `the commands of the welcome page work as they stand`() async throws {
        try await withMock { mock in
            let browser = MockClient(baseURL: mock.url, key: nil, headers: [("Accept", "text/html")])
            let page = try await browser.get("/")
            #expect(page.status == 200)
            let blocks = page.text.matches(of: /<pre id="command-\d" tabindex="0">([^<]*)<\/pre>/)
            let commands = blocks.map { Self.text(of: String($0.1)) }
            try #require(commands.count == 3)
            let answers = try await Readme.run(commands.joined(separator: "\necho\n"))
            #expect(answers[0]["data"]?["name"] == "Acme Logistics")
            #expect(answers[1]["data"]?[0]?["id"] == answers[0]["data"]?["id"])
            let operations = answers[2]["data"]?.array?.compactMap { $0["operation"]?.string }
            #expect(operations == ["createCustomer", "listCustomers"])
        }
    }

    /// The text for the content of an element.
    private static func text(of markup: String) -> String {
        let references = [("&#39;", "'"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
        return references.reduce(markup) { $0.replacing($1.0, with: $1.1) }
    }
}
