import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Which world the pages of the dashboard show.
@Suite struct DashboardWorldTests {
    private func links(on page: String) throws -> [String] {
        try MarkupOutline(page).elements("a").compactMap { $0.attributes["href"] }
    }

    // MARK: The list

    @Test func `the only world need not be named`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            #expect(try emulator.control().get("/customers").json["sandbox"] == .string(try emulator.sandboxID()))
            #expect(try emulator.page("/customers").contains("Acme Logistics"))
            #expect(!(try emulator.page("/customers").contains("Other worlds")))
        }
    }

    @Test func `of several worlds, a browser chooses one, and another client names one`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomers(["Mine"])
            _ = try emulator.createCustomers(["Theirs"], key: otherKey)
            let choice = try emulator.page("/customers")
            #expect(choice.contains("<title>Choose a world · kirimdev-mock</title>"))
            let links = try links(on: choice)
            for (key, name) in [(usualKey, "Mine"), (otherKey, "Theirs")] {
                let path = "/customers?sandbox=\(try emulator.sandboxID(key))"
                #expect(links.contains(path))
                #expect(try emulator.page(path).contains(name))
                #expect(try emulator.page("/customers?api_key=\(key)").contains(name))
                #expect(try emulator.control().get(path).column("name") == [.string(name)])
                #expect(try emulator.control().get("/customers?api_key=\(key)").column("name") == [.string(name)])
            }
            #expect(try emulator.page("/customers?api_key=\(usualKey)").contains("Other worlds"))
            expectProblem(try emulator.control().get("/customers"), 400, "sandbox_required")
        }
    }

    @Test func `without a world, a page says how to make one`() async throws {
        try await withEmulator { emulator in
            let page = try emulator.page("/customers")
            #expect(page.contains("There are no worlds yet"))
            let link = try #require(try links(on: page).first { $0.contains("api_key") })
            #expect(link == "/customers?api_key=kdv_test_local")
            #expect(emulator.application.registry.sandboxes.isEmpty)
            #expect(try emulator.page(link).contains("There are no customers yet"))
            #expect(emulator.application.registry.sandboxes.count == 1)
        }
    }

    @Test func `the key of the query is in no link of the page`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            for path in ["/customers", "/customers/\(id)"] {
                #expect(!(try emulator.page("\(path)?api_key=\(usualKey)").contains(usualKey)))
            }
        }
    }

    // MARK: A customer

    @Test func `a customer finds its world by its id`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let id = try emulator.createCustomer(key: otherKey)
            let sandbox = try emulator.sandboxID(otherKey)
            #expect(try emulator.control().get("/customers/\(id)").json["sandbox"] == .string(sandbox))
            let page = try emulator.page("/customers/\(id)")
            #expect(try links(on: page).contains("/customers?sandbox=\(sandbox)"))
            let foreign = try emulator.control().get("/customers/\(id)?api_key=\(usualKey)")
            expectProblem(foreign, 404, "not_found")
        }
    }

    @Test func `of several worlds with the same customer, a browser chooses one`() async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let id = try #require(try emulator.client().get("/customers").data[0]?["id"]?.string)
            #expect(try emulator.client(otherKey).get("/customers").data[0]?["id"] == .string(id))
            expectProblem(try emulator.control().get("/customers/\(id)"), 409, "ambiguous_sandbox")
            let links = try links(on: try emulator.page("/customers/\(id)"))
            for key in [usualKey, otherKey] {
                let path = "/customers/\(id)?sandbox=\(try emulator.sandboxID(key))"
                #expect(links.contains(path))
                #expect(try emulator.page(path).contains(id))
            }
        }
    }

    // MARK: Errors

    @Test(arguments: [
        ("/customers?sandbox=sbx_none", 404, "unknown_sandbox"),
        ("/customers?api_key=nonsense", 404, "unknown_sandbox"),
        ("/customers/cus_335T08RM0EAKN9DTE6RD5RWP7B", 404, "not_found"),
        ("/customers?status=none", 400, "invalid_body"), ("/customers/%3Cscript%3E", 404, "not_found"),
    ])
    func `an error is a page for a browser, and a problem for another client`(
        path: String,
        status: Int,
        code: String
    ) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            let problem = try emulator.control().get(path)
            expectProblem(problem, status, code)
            let answer = try emulator.control().get(path, headers: Emulator.browser)
            #expect(answer.status == status)
            #expect(answer.headers["Content-Type"] == ["text/html; charset=utf-8"])
            #expect(answer.headers["X-Mock-Error"] == [code])
            let page = String(decoding: answer.bytes, as: UTF8.self)
            _ = try MarkupOutline(page)
            #expect(!page.contains("<script>"))
            #expect(try links(on: page).contains("/customers"))
        }
    }

    // MARK: The admin token

    @Test func `with an admin token, the pages need no token, but a world must be named`() async throws {
        try await withEmulator({ $0.adminToken = "secret" }) { emulator in
            let id = try emulator.createCustomer(["name": "Hidden"])
            let choice = try emulator.page("/customers")
            #expect(!choice.contains("Hidden"))
            #expect(!choice.contains("sbx_"))
            #expect(choice.contains("name=\"api_key\""))
            expectProblem(try emulator.control().get("/customers"), 400, "sandbox_required")
            #expect(try emulator.page("/customers?api_key=\(usualKey)").contains("Hidden"))
            #expect(try emulator.page("/customers/\(id)").contains("Hidden"))
            #expect(try emulator.control().get("/customers?api_key=\(usualKey)").column("name") == ["Hidden"])
        }
    }
}
