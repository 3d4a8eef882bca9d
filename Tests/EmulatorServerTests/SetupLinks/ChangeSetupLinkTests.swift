import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ChangeSetupLinkTests {
    private static let pages: JSONValue = [
        "success_redirect_url": "https://app.example.com/done", "failure_redirect_url": "https://app.example.com/retry",
    ]

    /// Creates a customer and a setup link; returns the customer's id and the path of the link.
    private func link(_ emulator: Emulator, _ body: JSONValue = pages) throws -> (customer: String, path: String) {
        let customer = try emulator.createCustomer()
        let id = try #require(try emulator.createLink(of: customer, body)["id"]?.string)
        return (customer, "/customers/\(customer)/setup_links/\(id)")
    }

    // MARK: updateSetupLink

    @Test(
        arguments: [
            (
                ["success_redirect_url": "https://example.com/new"], "https://example.com/new",
                "https://app.example.com/retry"
            ),
            (["failure_redirect_url": nil], "https://app.example.com/done", nil),
            (["success_redirect_url": nil, "failure_redirect_url": nil, "nonsense": 1], nil, nil),
            (["success_redirect_url": nil, "failure_redirect_url": "http://localhost/x"], nil, "http://localhost/x"),
        ] as [(JSONValue, JSONValue, JSONValue)]
    )
    func `a patch changes only the redirect URLs that it names`(
        patch: JSONValue,
        success: JSONValue,
        failure: JSONValue
    ) async throws {
        try await withEmulator { emulator in
            let (customer, path) = try link(emulator)
            let before = try emulator.client().get("/customers/\(customer)/setup_links").data[0]
            let answer = try emulator.client().patch(path, patch)
            #expect(answer.status == 200)
            var expected = try #require(before?.object)
            expected["success_redirect_url"] = success
            expected["failure_redirect_url"] = failure
            #expect(answer.data == .object(expected))
            let list = try emulator.client().get("/customers/\(customer)/setup_links")
            #expect(list.data == [answer.data])
        }
    }

    @Test(arguments: RedirectTable.fields, RedirectTable.accepted)
    func `a valid redirect URL is stored as it was sent`(field: String, url: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().patch(try link(emulator).path, [field: .string(url)])
            #expect(answer.status == 200)
            #expect(answer.data[field] == .string(url))
        }
    }

    @Test(arguments: RedirectTable.fields, RedirectTable.refused)
    func `an invalid redirect URL is refused and changes nothing`(field: String, url: String) async throws {
        try await withEmulator { emulator in
            let (customer, path) = try link(emulator)
            var body: JSONObject = ["success_redirect_url": nil, "failure_redirect_url": nil]
            body[field] = .string(url)
            expect(
                try emulator.client().patch(path, .object(body)),
                refuses: 400,
                "invalid_field_value",
                param: field
            )
            let list = try emulator.client().get("/customers/\(customer)/setup_links")
            #expect(list.data[0]?["success_redirect_url"] == "https://app.example.com/done")
            #expect(list.data[0]?["failure_redirect_url"] == "https://app.example.com/retry")
        }
    }

    @Test(arguments: [[:], ["expires_in_hours": 5], ["status": "revoked"]] as [JSONValue])
    func `a patch without a redirect URL is refused`(patch: JSONValue) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().patch(try link(emulator).path, patch)
            expect(answer, refuses: 400, "invalid_request")
            #expect(answer.message == "Provide at least one of: success_redirect_url, failure_redirect_url.")
        }
    }

    // MARK: revokeSetupLink

    @Test func `a revocation answers exactly four members`() async throws {
        try await withEmulator { emulator in
            let (_, path) = try link(emulator)
            let id = try #require(path.split(separator: "/").last.map(String.init))
            let answer = try emulator.client().delete(path)
            #expect(answer.status == 200)
            #expect(
                answer.data == [
                    "id": .string(id), "object": "customer_setup_link", "revoked": true, "status": "revoked",
                ]
            )
            #expect(answer.data.object.map { Array($0.keys) } == ["id", "object", "revoked", "status"])
        }
    }

    // MARK: State

    @Test(arguments: SetupLink.Status.allCases)
    func `only an active link can be changed or revoked`(status: SetupLink.Status) async throws {
        for method in [HTTPMethod.PATCH, .DELETE] {
            try await withEmulator { emulator in
                let (customer, path) = try link(emulator, ["expires_in_hours": 1])
                let id = try #require(path.split(separator: "/").last.map(String.init))
                switch status {
                case .active: break
                case .consumed: try emulator.consumeLink(id)
                case .expired: emulator.clock.advance(by: .seconds(3600))
                case .revoked: _ = try emulator.client().delete(path)
                }
                let body = method == .PATCH ? Array(#"{"success_redirect_url":null}"#.utf8) : []
                let answer = try emulator.client().send(method, path, body: body)
                guard status != .active else {
                    #expect(answer.status == 200)
                    return
                }
                expect(answer, refuses: 409, "conflict")
                #expect(answer.message == "The setup link is \(status.rawValue).")
                let list = try emulator.client().get("/customers/\(customer)/setup_links")
                #expect(list.column("status") == [.string(status.rawValue)])
            }
        }
    }

    @Test func `fields are checked before the state`() async throws {
        try await withEmulator { emulator in
            let (_, path) = try link(emulator)
            _ = try emulator.client().delete(path)
            expect(
                try emulator.client().patch(path, ["failure_redirect_url": "http://example.com/"]),
                refuses: 400,
                "invalid_field_value",
                param: "failure_redirect_url"
            )
            expect(try emulator.client().patch(path, [:]), refuses: 400, "invalid_request")
        }
    }

    @Test(arguments: [HTTPMethod.PATCH, .DELETE])
    func `links of an archived customer can still be changed and revoked`(method: HTTPMethod) async throws {
        try await withEmulator { emulator in
            let (customer, path) = try link(emulator)
            _ = try emulator.client().delete("/customers/\(customer)")
            let body = method == .PATCH ? Array(#"{"success_redirect_url":null}"#.utf8) : []
            let answer = try emulator.client().send(method, path, body: body)
            #expect(answer.status == 200)
        }
    }

    // MARK: Finding

    @Test(arguments: [HTTPMethod.PATCH, .DELETE])
    func `a link is found only under its own customer`(method: HTTPMethod) async throws {
        try await withEmulator { emulator in
            let (customer, path) = try link(emulator)
            let id = try #require(path.split(separator: "/").last.map(String.init))
            let stranger = try emulator.createCustomer()
            let body = method == .PATCH ? Array(#"{"success_redirect_url":null}"#.utf8) : []
            let wrongPaths = [
                "/customers/\(stranger)/setup_links/\(id)", "/customers/cus_nobody/setup_links/\(id)",
                "/customers/\(customer)/setup_links/csl_nothing",
                "/customers/\(customer)/setup_links/csl_00000000000000000000000000",
            ]
            for wrong in wrongPaths {
                expect(
                    try emulator.client().send(method, wrong, body: body),
                    refuses: 404,
                    "resource_not_found"
                )
            }
            let foreign = try emulator.client(otherKey).send(method, path, body: body)
            expect(foreign, refuses: 404, "resource_not_found")
            let list = try emulator.client().get("/customers/\(customer)/setup_links")
            #expect(list.column("status") == ["active"])
            #expect(list.data[0]?["success_redirect_url"] == "https://app.example.com/done")
        }
    }

    @Test func `a link cannot be revoked by its token`() async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer()
            let url = try emulator.createLink(of: customer)["setup_url"]?.string
            let token = try #require(url?.split(separator: "/").last)
            expect(
                try emulator.client().delete("/customers/\(customer)/setup_links/\(token)"),
                refuses: 404,
                "resource_not_found"
            )
        }
    }
}
