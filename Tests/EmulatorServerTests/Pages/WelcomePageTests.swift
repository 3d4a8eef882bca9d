import Documents
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct WelcomePageTests {
    // MARK: Who gets it

    @Test(arguments: ["/", "/?x=1"])
    func `a browser gets a page at the root`(path: String) async throws {
        try await withEmulator { emulator in
            let page = try emulator.page(path)
            #expect(page.contains("<h1>kirimdev-mock</h1>"))
            let head = try emulator.control().send(.HEAD, path, headers: Emulator.browser)
            #expect(head.headers["Content-Type"] == ["text/html; charset=utf-8"])
            #expect(try emulator.control().get("/__admin/requests").data == [])
        }
    }

    @Test(arguments: [nil, "*/*", "application/json", "application/json, text/html", "application/json, */*;q=0.5"])
    func `a client that does not prefer HTML gets the answer of the API`(accept: String?) async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = accept.map { ["Accept": $0] } ?? [:]
            let answer = try emulator.rootClient().get("/", headers: headers)
            expect(answer, refuses: 404, "resource_not_found")
            #expect(try emulator.control().get("/__admin/requests").data[0]?["path"] == "/")
        }
    }

    @Test func `another method than GET gets the answer of the API`() async throws {
        try await withEmulator { emulator in
            for method in [HTTPMethod.POST, .OPTIONS, .DELETE] {
                let answer = try emulator.rootClient().send(method, "/", headers: Emulator.browser)
                expect(answer, refuses: 404, "resource_not_found")
            }
        }
    }

    @Test func `an operation of the contract at the root is answered, also to a browser`() async throws {
        let contract = try ForeignContract.load(
            ForeignContract.header + """
                paths:
                  /:
                    get:
                      operationId: root
                      responses:
                        '200': { description: The root., content: { application/json: { schema: { const: 7 } } } }
                """
        )
        try await withEmulator(contract: contract) { emulator in
            let answer = try emulator.rootClient().get("/", headers: Emulator.browser)
            #expect(answer.json == 7)
        }
    }

    // MARK: What it shows

    @Test func `the page names the base URL and the key, and has a copy button for each`() async throws {
        try await withEmulator { emulator in
            let page = try emulator.page("/", host: "127.0.0.1:9090")
            #expect(page.contains("<code id=\"base-url\">http://127.0.0.1:9090/v1</code>"))
            #expect(page.contains("<code id=\"api-key\">kdv_test_local</code>"))
            let outline = try MarkupOutline(page)
            let named = outline.elements("button").compactMap { $0.attributes["data-copies"] }
            #expect(named == ["base-url", "api-key", "command-1", "command-2", "command-3"])
            #expect(named.allSatisfy { id in outline.elements.contains { $0.attributes["id"] == id } })
        }
    }

    @Test func `the page uses --public-url`() async throws {
        try await withEmulator({ $0.publicURL = "https://mock.example/" }) { emulator in
            let page = try emulator.page("/")
            #expect(page.contains("<code id=\"base-url\">https://mock.example/v1</code>"))
            #expect(!page.contains("localhost"))
        }
    }

    @Test func `every link of the page to this server is answered`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let outline = try MarkupOutline(try emulator.page("/"))
            let links = outline.elements.compactMap { $0.attributes["href"] ?? $0.attributes["src"] }
            #expect(links.contains("/__admin/ui") && links.contains("/__admin/docs.md"))
            for link in links {
                let path = String(link.prefix { $0 != "#" })
                #expect(try emulator.control().get(path, headers: Emulator.browser).status == 200, "\(link)")
            }
        }
    }

    @Test func `each world has a row that links to its timeline`() async throws {
        try await withEmulator { emulator in
            #expect(try emulator.page("/").contains("There is none yet."))
            for _ in 1...2 { _ = try emulator.createCustomer() }
            let id = try #require(try emulator.control(usualKey).get("/__admin/sandboxes").data[0]?["id"]?.string)
            let page = try emulator.page("/")
            #expect(page.contains("<a href=\"/__admin/ui#/timeline?sandbox=\(id)\"><code>\(id)</code></a>"))
            for (name, count) in [("Customers", 2), ("Messages", 0), ("Requests", 2)] {
                #expect(page.contains("<td data-name=\"\(name)\" class=\"number\">\(count)</td>"))
            }
            #expect(!page.contains(usualKey))
        }
    }

    @Test func `the page shows the worlds that were used last, and counts the others`() async throws {
        try await withEmulator { emulator in
            for number in 1...23 {
                emulator.clock.advance(by: .seconds(1))
                #expect(try emulator.client("kdv_test_w\(number)").get("/me").status == 200)
            }
            let page = try emulator.page("/")
            let links = try MarkupOutline(page).elements("a").compactMap { $0.attributes["href"] }
            #expect(links.count { $0.contains("sandbox=") } == 20)
            #expect(page.contains(">3 more were used less recently.<"))
            #expect(page.contains("<code>…_w23</code>") && !page.contains("<code>…t_w3</code>"))
        }
    }

    @Test func `the page shows the names of scenarios as text`() async throws {
        let name = "<script>alert('1')</script> \u{202E}\"&"
        try await withEmulator { emulator in
            let created = try emulator.control().post(
                "/__admin/sandboxes",
                ["scenario": ["version": 1, "name": .string(name)], "api_key": "kdv_test_hostile"]
            )
            #expect(created.status == 201)
            let page = try emulator.page("/")
            #expect(page.contains("<bdi>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; \u{202E}&quot;&amp;</bdi>"))
            #expect(try MarkupOutline(page).elements("script").count == 1)
        }
    }

    @Test func `the page has no style and no script inside, and its policy allows none`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/", headers: Emulator.browser)
            let policy = try #require(answer.headers["Content-Security-Policy"].first)
            #expect(policy.contains("script-src 'self'") && policy.contains("style-src 'self'"))
            #expect(!policy.contains("unsafe"))
            let outline = try MarkupOutline(String(decoding: answer.bytes, as: UTF8.self))
            #expect(outline.elements("style").isEmpty)
            #expect(outline.elements("script").allSatisfy { $0.attributes["src"] != nil })
            #expect(outline.elements.allSatisfy { $0.attributes["style"] == nil })
        }
    }

    // MARK: Keys and tokens

    @Test func `with an admin token, the page shows no worlds and no pages that require it`() async throws {
        try await withEmulator({ $0.adminToken = "secret" }) { emulator in
            _ = try emulator.createCustomer()
            let page = try emulator.page("/")
            #expect(page.contains("requires the admin token"))
            #expect(!page.contains("sbx_") && !page.contains("secret"))
            #expect(page.contains("-H &#39;X-Mock-Admin-Token: TOKEN&#39;"))
            let links = try MarkupOutline(page).elements("a").compactMap { $0.attributes["href"] }
            for link in links {
                #expect(try emulator.control().get(link, headers: Emulator.browser).status == 200, "\(link)")
            }
        }
    }

    @Test func `a contract without the usual operations has three other commands`() async throws {
        let contract = try ForeignContract.load(
            ForeignContract.header + """
                paths:
                  /things: { get: { operationId: things, responses: { '200': { description: The things. } } } }
                """
        )
        try await withEmulator(contract: contract) { emulator in
            let page = try emulator.page("/")
            #expect(page.contains("/__admin/requests") && page.contains("/readyz") && page.contains("/llms.txt"))
            #expect(!page.contains("command-4") && page.contains("command-3"))
        }
    }
}
