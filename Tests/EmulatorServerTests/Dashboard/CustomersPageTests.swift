import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The list of customers in the dashboard.
@Suite struct CustomersPageTests {
    /// The names of the customers on a page, in its order.
    private func names(_ query: String = "", _ emulator: Emulator) throws -> [String] {
        try emulator.control().get("/customers?\(query)").column("name").compactMap(\.string)
    }

    private func account(_ id: String, _ number: String?, owner: String, name: String? = nil) -> WhatsAppAccount {
        WhatsAppAccount(
            phoneNumberID: id,
            phoneNumber: number,
            name: name,
            status: .connected,
            customerID: Identifier(owner)
        )
    }

    // MARK: Forms

    @Test func `a browser gets a page, and any other client gets JSON`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(["name": "Acme", "email": "a@acme.io"])
            try emulator.seed(account("123456", "+62 811", owner: id))
            let page = try emulator.page("/customers")
            #expect(page.contains("<title>Customers · kirimdev-mock</title>"))
            let link = "href=\"/customers/\(id)?sandbox=\(try emulator.sandboxID())\""
            #expect(page.contains("<a class=\"name\" \(link) title=\"Acme\"><bdi dir=\"auto\">Acme</bdi></a>"))
            for text in ["a@acme.io", "+62 811", ">pending<"] { #expect(page.contains(text), "\(text)") }
            for headers in [[:], ["Accept": "*/*"], ["Accept": "application/json, text/html"]] as [HTTPHeaders] {
                let answer = try emulator.control().get("/customers", headers: headers)
                #expect(answer.headers["Content-Type"] == ["application/json"])
                #expect(answer.data == [try emulator.customer(id)])
                #expect(answer.json["has_more"] == false)
                #expect(answer.json["sandbox"] == .string(try emulator.sandboxID()))
            }
        }
    }

    @Test func `a page has the headers of a page, and its search form may be sent`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let answer = try emulator.control().get("/customers", headers: Emulator.browser)
            #expect(answer.headers["Cache-Control"] == ["no-store"])
            let policy = try #require(answer.headers["Content-Security-Policy"].first)
            #expect(policy.contains("default-src 'none'"))
            #expect(policy.contains("form-action 'self'"))
            #expect(try emulator.control().send(.HEAD, "/customers", headers: Emulator.browser).status == 200)
        }
    }

    // MARK: Filters

    @Test func `customers are listed newest first, and archived ones only with their status`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomers(["A", "B"])
            for status in CustomerStatus.allCases { _ = try emulator.createCustomer(in: status) }
            #expect(try names("", emulator).count == 5)
            #expect(try names("", emulator).suffix(2) == ["B", "A"])
            for status in CustomerStatus.allCases {
                let answer = try emulator.control().get("/customers?status=\(status.rawValue)")
                #expect(answer.data.array?.count == (status == .pending ? 3 : 1))
                #expect(Set(answer.column("status")) == [.string(status.rawValue)])
                #expect(answer.json["counts"] == ["pending": 3, "active": 1, "suspended": 1, "archived": 1])
            }
            let page = try emulator.page("/customers?status=archived")
            let tab = #/<a href="[^"]*status=archived" aria-current="true">Archived <span class="count">1<\/span><\/a>/#
            #expect(page.contains(tab))
            #expect(page.contains(">All <span class=\"count\">5</span>"))
        }
    }

    @Test(arguments: [
        ("acme", ["Acme Logistics"]), ("ADMIN@TOKO", ["Toko Maju"]), ("+62 857 2516", ["Toko Maju"]),
        ("62857-25165424", ["Toko Maju"]), ("1111475158712095", ["Toko Maju"]), ("support", ["Toko Maju"]),
        ("o", ["Toko Maju", "Acme Logistics"]), ("nobody", []), ("  acme   logistics ", ["Acme Logistics"]),
    ])
    func `a search finds names, email addresses and numbers in any case`(text: String, found: [String]) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let toko = try emulator.createCustomer(["name": "Toko Maju", "email": "admin@toko.id"])
            try emulator.seed(account("1111475158712095", "+62 857-2516-5424", owner: toko, name: "Support"))
            let query = text.percentEncoded { $0.isLetterOrDigit }
            #expect(try names("search=\(query)", emulator) == found)
            let page = try emulator.page("/customers?search=\(query)")
            #expect(page.contains("No customer matches") == found.isEmpty)
        }
    }

    @Test func `a search finds the public and the internal id`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite("Found")
            _ = try emulator.createCustomer()
            let ids = [invitation.customer, try #require(invitation.created["customer_id"]?.string)]
            for id in ids { #expect(try names("search=\(id)", emulator) == ["Found"]) }
        }
    }

    @Test func `an empty world and an empty filter have texts of their own`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            #expect(try emulator.page("/customers").contains("There are no customers yet"))
            #expect(try emulator.page("/customers?status=suspended").contains("No customer is suspended"))
        }
    }

    @Test(arguments: ["status=none", "cursor=x", "search=\(String(repeating: "x", count: 201))"])
    func `a wrong query is refused with its place`(query: String) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let answer = try emulator.control().get("/customers?\(query)")
            expectProblem(answer, 400, "invalid_body")
            let name = String(query.prefix { $0 != "=" })
            #expect(answer.json["errors"]?[0]?["pointer"]?.string?.contains(name) == true)
        }
    }

    // MARK: Paging

    @Test func `a page has fifty customers and leads to the next one`() async throws {
        try await withEmulator { emulator in
            let all = (1...51).map { "Customer \($0)" }
            _ = try emulator.createCustomers(all)
            let first = try emulator.control().get("/customers?search=customer")
            #expect(first.column("name") == all.dropFirst().reversed().map { .string($0) })
            #expect(first.json["has_more"] == true)
            let cursor = try #require(first.json["next_cursor"]?.string)
            #expect(try names("search=customer&cursor=\(cursor)", emulator) == ["Customer 1"])
            #expect(try emulator.control().get("/customers?cursor=\(cursor)").status == 400)

            let page = try emulator.page("/customers?search=customer")
            let next = try #require(page.firstMatch(of: #/rel="next" href="([^"]+)"/#)?.1)
            let second = try emulator.page(String(next.replacing("&amp;", with: "&")))
            #expect(second.contains(">Customer 1</bdi>"))
            #expect(!second.contains("rel=\"next\""))
            #expect(second.contains("First page"))
            #expect(!page.contains("First page"))
        }
    }

    // MARK: Actions

    @Test func `the form of a new customer has a team only if there are several`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            let outline = try MarkupOutline(try emulator.page("/customers"))
            let form = try #require(outline.elements("form").first { $0.attributes["data-method"] == "POST" })
            let path = "/api/customers?sandbox=\(try emulator.sandboxID())"
            #expect(form.attributes["data-path"] == path)
            let fields = outline.elements.compactMap { $0.attributes["name"] }
            #expect(Set(fields).isSuperset(of: ["name", "email", "metadata"]))
            #expect(!fields.contains("team_id"))
            #expect(try emulator.control().post(path, ["name": "From the page"]).status == 201)
        }
        try await withEmulator(scenario: "multi-team") { emulator in
            _ = try emulator.client().get("/me")
            #expect(try emulator.page("/customers").contains("name=\"team_id\""))
        }
    }

    @Test func `a page for reading has no actions`() async throws {
        try await withEmulator({ $0.hasReadOnlyPages = true }) { emulator in
            _ = try emulator.createCustomer()
            let page = try emulator.page("/customers")
            for mark in ["data-method", "data-opens", "<dialog", "/api/"] { #expect(!page.contains(mark), "\(mark)") }
            #expect(page.contains("read only"))
        }
    }

    // MARK: Texts

    @Test(arguments: HostileText.all)
    func `names are shown as text`(text: String) async throws {
        try await withEmulator { emulator in
            try emulator.configure(["name": .string(text), "teams": [["name": .string(text)], ["name": "Other"]]])
            let team = try #require(try emulator.client().get("/me").data["teams"]?[0]?["id"])
            let id = try emulator.createCustomer(["name": .string(text), "team_id": team])
            try emulator.seed(account("123456", text, owner: id, name: text))
            let query = String(text.prefix(100)).percentEncoded { $0.isLetterOrDigit }
            for path in ["/customers", "/customers?search=\(query)", "/customers?search=\(query)x"] {
                let page = try emulator.page(path)
                let outline = try MarkupOutline(page)
                #expect(outline.isHarmless)
            }
        }
    }

    // MARK: Effects

    @Test func `reading the dashboard changes nothing`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "polls", "polls": 1]])
            let invitation = try emulator.invite()
            let before = try emulator.control(usualKey).get("/__admin/state").bytes
            for path in ["/customers", "/customers/\(invitation.customer)"] {
                for headers in [Emulator.browser, [:]] {
                    #expect(try emulator.control().get(path, headers: headers).status == 200)
                }
            }
            #expect(try emulator.control(usualKey).get("/__admin/state").bytes == before)
            let rows = try emulator.control(usualKey).get("/__admin/requests").data.array
            #expect(rows?.column("operation") == ["createCustomer", "createSetupLink"])
        }
    }
}
