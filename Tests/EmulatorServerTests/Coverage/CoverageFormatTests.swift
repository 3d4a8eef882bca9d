import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The coverage as an HTML page and as JUnit XML.
@Suite struct CoverageFormatTests {
    /// A contract whose names are markup.
    private static let hostile =
        ForeignContract.header + #"""
            paths:
              /things:
                get:
                  operationId: "<script>alert('1')</script>"
                  responses:
                    '200': { description: The things. }
                    '404': { description: Nothing., x-error-codes: ['"><img src=x onerror=alert(2)>', "a\u0001\nb"] }
            webhooks:
              '<b>&"c"': { post: { responses: { '200': { description: Thanks. } } } }
            """#

    // MARK: Which form

    @Test(
        arguments: [
            ("", nil, "application/json"), ("", "*/*", "application/json"), ("", "image/png", "application/json"),
            ("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
            ("", "application/xml", "application/xml"), ("?format=json", "text/html", "application/json"),
            ("?format=html", nil, "text/html; charset=utf-8"), ("?format=junit", "text/html", "application/xml"),
        ] as [(String, String?, String)]
    )
    func `format chooses the form, or else Accept does`(query: String, accept: String?, type: String) async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = accept.map { ["Accept": $0] } ?? [:]
            let answer = try emulator.control().get("/__admin/coverage" + query, headers: headers)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == [type])
        }
    }

    @Test func `an unknown form is refused`() async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control().get("/__admin/coverage?format=pdf"), 400, "invalid_body")
        }
    }

    // MARK: HTML

    @Test func `the page shows totals, counts, what fault rules answered, and gaps`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = [
                "preset": "subscription_inactive", "on": ["operation": "createCustomer"], "times": 2,
            ]
            #expect(try emulator.control(usualKey).post("/__admin/faults", rule).status == 201)
            for _ in 1...6 { _ = try emulator.client().post("/customers", ["name": "A"]) }
            let page = try emulator.coverageText("html")
            #expect(page.contains("<p>All sandboxes."))
            #expect(page.contains("<dt>Operations</dt><dd><b>1</b> of 51</dd>"))
            #expect(page.contains("<p>Error codes that only a fault rule gives: <b>0</b> of 2.</p>"))
            #expect(page.contains("<dt>internal_error</dt><dd>Only a fault rule with error: internal_error"))
            #expect(page.contains(#"<span class="part seen">201 <b>×4</b></span>"#))
            #expect(page.contains(#"<span class="part injected">402 <b>×2 <i>injected</i></b></span>"#))
            #expect(page.contains(#"<span class="part never">409<i class="unseen"> never</i></span>"#))
            #expect(page.contains(#"<span class="part seen">customer.created <b>×4</b></span>"#))
            #expect(page.contains("<dt>message.received</dt><dd>Send POST /__admin/simulate/inbound_message"))
            _ = try MarkupOutline(page)
        }
    }

    @Test func `the page of a sandbox names the sandbox`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            let id = try #require(try emulator.control(usualKey).get("/__admin/sandboxes").data[0]?["id"]?.string)
            let answer = try emulator.control(usualKey).get("/__admin/coverage?format=html")
            #expect(String(decoding: answer.bytes, as: UTF8.self).contains("<p>Sandbox \(id)."))
        }
    }

    @Test func `the page has no script and loads no other files`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get("/__admin/coverage?format=html")
            let policy = try #require(answer.headers["Content-Security-Policy"].first)
            #expect(policy.contains("default-src 'none'"))
            #expect(answer.headers["X-Content-Type-Options"] == ["nosniff"])
            #expect(answer.headers["Cache-Control"] == ["no-store"])
            let page = String(decoding: answer.bytes, as: UTF8.self)
            let outline = try MarkupOutline(page)
            let loading: Set = ["script", "link", "img", "iframe", "object", "embed", "form", "a", "base"]
            #expect(outline.elements.allSatisfy { !loading.contains($0.name) })
            #expect(outline.elements.allSatisfy { $0.attributes["src"] == nil && $0.attributes["href"] == nil })
            #expect(!page.contains("url(") && !page.contains("@import"))
            #expect(page.contains("prefers-color-scheme: dark"))
        }
    }

    // MARK: JUnit

    @Test func `the JUnit report has a test case for each part, skipped if it was never seen`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let outline = try MarkupOutline(try emulator.coverageText("junit"))
            let coverage = try emulator.coverage("?gaps=true", key: nil)
            let suites = outline.elements("testsuite")
            let names = ["operations", "statuses", "codes", "operation_codes", "injected_codes", "events"]
            #expect(suites.map { $0.attributes["name"] } == names)
            for suite in suites {
                let kind = try #require(suite.attributes["name"])
                let all = try #require(coverage.all(kind))
                #expect(suite.attributes["tests"] == String(all))
                #expect(suite.attributes["skipped"] == String(all - (coverage.seen(kind) ?? 0)))
                #expect(suite.attributes["failures"] == "0" && suite.attributes["errors"] == "0")
                let cases = outline.elements("testcase").filter { $0.attributes["classname"] == "coverage.\(kind)" }
                #expect(cases.count == all)
                #expect(Set(cases.compactMap { $0.attributes["name"] }).count == all)
            }
            let root = try #require(outline.elements("testsuites").first)
            #expect(root.attributes["tests"] == String(outline.elements("testcase").count))
            #expect(outline.elements("skipped").count == coverage["gaps"]?.array?.count)
            #expect(outline.elements("skipped").allSatisfy { $0.attributes["message"]?.isEmpty == false })
        }
    }

    @Test func `a part that was seen is not skipped in the JUnit report`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let report = try emulator.coverageText("junit")
            let seen = #"<testcase classname="coverage.statuses" name="createCustomer 201" time="0"/>"#
            #expect(report.contains(seen))
            let never = #"name="createCustomer 402" time="0"><skipped message="Send PATCH /__admin/organization with"#
            #expect(report.contains(never))
        }
    }

    // MARK: Hostile names

    @Test(arguments: ["html", "junit"])
    func `names in a contract cannot add markup`(format: String) async throws {
        try await withEmulator(contract: try ForeignContract.load(Self.hostile)) { emulator in
            #expect(try emulator.client().get("/things").status == 200)
            let text = try emulator.coverageText(format)
            let outline = try MarkupOutline(text)
            #expect(outline.elements.allSatisfy { !["script", "img"].contains($0.name) })
            #expect(text.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"))
            #expect(text.contains("&quot;&gt;&lt;img src=x onerror=alert(2)&gt;"))
            #expect(text.contains("a\u{FFFD}&#10;b"))
            #expect(text.contains("&lt;b&gt;&amp;&quot;c&quot;"))
        }
    }

    @Test func `the JSON of a contract with hostile names has them unchanged`() async throws {
        try await withEmulator(contract: try ForeignContract.load(Self.hostile)) { emulator in
            #expect(try emulator.client().get("/things").status == 200)
            let coverage = try emulator.coverage(key: nil)
            #expect(coverage["operations"]?["<script>alert('1')</script>"]?["statuses"] == ["200": 1])
            #expect(try emulator.gaps("event")[#"<b>&"c""#] != nil)
        }
    }
}
