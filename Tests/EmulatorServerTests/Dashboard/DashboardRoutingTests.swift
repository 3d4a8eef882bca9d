import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Which requests the dashboard answers, and which ones the API, under our contract and others.
@Suite struct DashboardRoutingTests {
    /// A contract without keys whose operation is at a path, and whose server has a base path.
    private static func contract(_ base: String, _ path: String, _ method: String = "get") -> String {
        ForeignContract.header + """
            servers: [{ url: '\(base)' }]
            paths:
              '\(path)':
                \(method):
                  operationId: own
                  parameters: [\(path.contains("{id}") ? "{ name: id, in: path, required: true, schema: { type: string } }" : "")]
                  responses: { '200': { description: ok, content: { application/json: { example: { own: true } } } } }

            """
    }

    /// Whether the answer to a browser that opens an address is a page.
    private func isPage(_ target: String, key: String? = nil, _ emulator: Emulator) throws -> Bool {
        let answer = try emulator.rootClient(key).get(target, headers: Emulator.browser)
        return answer.headers["Content-Type"] == ["text/html; charset=utf-8"]
    }

    // MARK: Our contract

    @Test(arguments: ["/customers", "/customers/", "/customers?x=1", "http://localhost:8080/customers"])
    func `a browser gets the page at each form of its address`(target: String) async throws {
        try await withEmulator { emulator in
            let isPage = try isPage(target, emulator)
            #expect(isPage)
        }
    }

    @Test func `a request with a key is one of the API unless it prefers HTML`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            for path in ["/customers", "/customers/\(id)"] {
                let answer = try emulator.rootClient(usualKey).get(path)
                expect(answer, refuses: 404, "resource_not_found")
                #expect(try emulator.rootClient().get(path).status == 200)
                #expect(try isPage(path, key: usualKey, emulator))
            }
        }
    }

    @Test(arguments: [
        (HTTPMethod.POST, "/customers"), (.PATCH, "/customers/x"), (.DELETE, "/customers/x"), (.GET, "/customersx"),
        (.GET, "/customers/x/setup_links"), (.GET, "//customers"),
    ])
    func `other methods and other paths are those of the API`(method: HTTPMethod, path: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.rootClient().send(method, path, headers: Emulator.browser)
            expect(answer, refuses: 404, "resource_not_found")
        }
    }

    // MARK: Other contracts

    @Test(
        arguments: [
            ("/", "/customers", "/customers"), ("/", "/customers/{id}", "/customers/x"), ("/", "/{id}", "/customers"),
            ("/", "/api/customers", "/api/customers"), ("/api", "/customers", "/api/customers"),
            ("/api", "/customers/{id}", "/api/customers/x"), ("/customers", "/{id}", "/customers/x"),
            ("https://api.example/customers", "/x", "/customers/x"),
        ]
    )
    func `a path of the contract is answered by the API`(base: String, path: String, target: String) async throws {
        let contract = try ForeignContract.load(Self.contract(base, path))
        try await withEmulator(contract: contract) { emulator in
            for headers in [Emulator.browser, [:]] {
                let answer = try emulator.rootClient().get(target, headers: headers)
                #expect(answer.json == ["own": true], "\(base) \(path)")
            }
        }
    }

    @Test(arguments: [("/", "/customers", "post"), ("/customers", "/x", "get")])
    func `another method or path of the contract is refused by the API`(
        base: String,
        path: String,
        method: String
    ) async throws {
        let contract = try ForeignContract.load(Self.contract(base, path, method))
        try await withEmulator(contract: contract) { emulator in
            let answer = try emulator.rootClient().get("/customers", headers: Emulator.browser)
            #expect([404, 405].contains(answer.status))
            #expect(answer.headers["Content-Type"] == ["application/json"])
        }
    }

    @Test(arguments: [("/", "/shop"), ("/v1", "/customers"), ("/customer", "/x"), ("/", "/customers/{id}/orders")])
    func `the pages are served beside a contract that lacks their path`(base: String, path: String) async throws {
        let contract = try ForeignContract.load(Self.contract(base, path))
        try await withEmulator(contract: contract) { emulator in
            let isPage = try isPage("/customers", emulator)
            #expect(isPage)
        }
    }
}
