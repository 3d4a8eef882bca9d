import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct CreateSetupLinkTests {
    @Test func `a link created without a body expires after a week and has no redirect URLs`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.client().post("/customers/\(id)/setup_links")
            #expect(answer.status == 201)
            #expect(answer.data["object"] == "customer_setup_link")
            #expect(answer.data["status"] == "active")
            #expect(answer.data["created_at"] == "2026-06-04T10:00:00.000Z")
            #expect(answer.data["expires_at"] == "2026-06-11T10:00:00.000Z")
            #expect(answer.data["consumed_at"] == .null)
            #expect(answer.data["success_redirect_url"] == .null)
            #expect(answer.data["failure_redirect_url"] == .null)
            let link = try #require(answer.data["id"]?.string)
            #expect(link.wholeMatch(of: /csl_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        }
    }

    @Test(
        arguments: [
            ([:], "2026-06-11T10:00:00.000Z"),
            (["expires_in_hours": nil], "2026-06-11T10:00:00.000Z"),
            (["expires_in_hours": 1], "2026-06-04T11:00:00.000Z"),
            (["expires_in_hours": 5.0], "2026-06-04T15:00:00.000Z"),
            (["expires_in_hours": 720], "2026-07-04T10:00:00.000Z"),
        ] as [(JSONValue, String)]
    )
    func `a link expires after expires_in_hours, or after a week`(body: JSONValue, end: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.client().post("/customers/\(id)/setup_links", body)
            #expect(answer.status == 201)
            #expect(answer.data["expires_at"] == .string(end))
        }
    }

    @Test(arguments: [0, -1, 721, 1.5, "5", "", true, [], [:], 1e300] as [JSONValue])
    func `expires_in_hours must be a whole number from 1 to 720`(hours: JSONValue) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            expect(
                try emulator.client().post("/customers/\(id)/setup_links", ["expires_in_hours": hours]),
                refuses: 400,
                "invalid_field_value",
                param: "expires_in_hours"
            )
            #expect(try emulator.events().count == 1)
        }
    }

    @Test(arguments: RedirectTable.fields, RedirectTable.accepted)
    func `a valid redirect URL is stored as it was sent`(field: String, url: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let link = try emulator.createLink(of: id, [field: .string(url)])
            #expect(link[field] == .string(url))
            let other = try #require(RedirectTable.fields.first { $0 != field })
            #expect(link[other] == .null)
        }
    }

    @Test(arguments: RedirectTable.fields, RedirectTable.refused)
    func `an invalid redirect URL is refused`(field: String, url: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            expect(
                try emulator.client().post("/customers/\(id)/setup_links", [field: .string(url)]),
                refuses: 400,
                "invalid_field_value",
                param: field
            )
            let list = try emulator.client().get("/customers/\(id)/setup_links")
            #expect(list.data == [])
        }
    }

    @Test func `a redirect URL must be a string or null`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            for field in RedirectTable.fields {
                expect(
                    try emulator.client().post("/customers/\(id)/setup_links", [field: 5]),
                    refuses: 400,
                    "invalid_field_value",
                    param: field
                )
                let link = try emulator.createLink(of: id, [field: nil])
                #expect(link[field] == .null)
            }
        }
    }

    @Test(
        arguments: [
            (["expires_in_hours": 0, "success_redirect_url": "x", "failure_redirect_url": "y"], "expires_in_hours"),
            (["failure_redirect_url": "y", "success_redirect_url": "x"], "success_redirect_url"),
            (["failure_redirect_url": 5, "success_redirect_url": "http://example.com/"], "success_redirect_url"),
        ] as [(JSONValue, String)]
    )
    func `a refusal names the first invalid field`(body: JSONValue, param: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            expect(
                try emulator.client().post("/customers/\(id)/setup_links", body),
                refuses: 400,
                "invalid_field_value",
                param: param
            )
        }
    }

    // MARK: Token and setup_url

    @Test func `the setup_url ends in the token, of which token_last4 shows the end`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let link = try emulator.createLink(of: id)
            let url = try #require(link["setup_url"]?.string)
            let token = try #require(url.split(separator: "/").last)
            #expect(url == "http://localhost:8080/onboard/\(token)")
            #expect(token.wholeMatch(of: /csl_[0-9A-Za-z_-]{24}/) != nil)
            #expect(link["token_last4"] == .string(String(token.suffix(4))))
            #expect(link["id"] != .string(String(token)))
            #expect(link["token"] == Optional<JSONValue>.none)
        }
    }

    @Test func `the setup_url has the host of the request or the public URL`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.client().post(
                "/customers/\(id)/setup_links",
                headers: ["Host": "mock.test:9000", "X-Forwarded-Host": "evil.test", "X-Forwarded-Proto": "https"]
            )
            let url = try #require(answer.data["setup_url"]?.string)
            #expect(url.hasPrefix("http://mock.test:9000/onboard/csl_"))
        }
        try await withEmulator({ $0.publicURL = "https://kirim.test/" }) { emulator in
            let link = try emulator.createLink(of: try emulator.createCustomer())
            #expect(link["setup_url"]?.string?.hasPrefix("https://kirim.test/onboard/csl_") == true)
        }
    }

    @Test func `the token is in no other response, event or journal entry`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let id = try emulator.createCustomer()
            let link = try emulator.createLink(of: id)
            let token = try #require(link["setup_url"]?.string?.split(separator: "/").last.map(String.init))
            let linkID = try #require(link["id"]?.string)
            let path = "/customers/\(id)/setup_links"
            let answers = [
                try client.get(path), try client.get("/customers/\(id)"), try client.get("/customers"),
                try client.patch(path + "/" + linkID, ["success_redirect_url": nil]),
                try client.delete(path + "/" + linkID), try client.get(path),
                try emulator.control(usualKey).get("/__admin/requests"),
                try emulator.control(usualKey).get("/__admin/requests/2"),
            ]
            for answer in answers {
                #expect(answer.status == 200)
                #expect(!String(decoding: answer.bytes, as: UTF8.self).contains(token))
            }
            for event in try emulator.events() {
                #expect(!event.json.text.contains(token))
            }
        }
    }

    @Test func `each link has a new token and a new id`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let links = try (0..<20).map { _ in try emulator.createLink(of: id) }
            #expect(Set(links.map { $0["id"] }).count == 20)
            #expect(Set(links.map { $0["setup_url"] }).count == 20)
        }
    }

    @Test func `the switch setup_link_token_field adds the token to a new link`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            try emulator.configure(["switches": ["setup_link_token_field": true]])
            let link = try emulator.createLink(of: id)
            let token = try #require(link["token"]?.string)
            #expect(link["setup_url"] == .string("http://localhost:8080/onboard/\(token)"))
            let list = try emulator.client().get("/customers/\(id)/setup_links")
            #expect(list.data[0]?.object?.keys.contains("token") == false)
            try emulator.configure(["switches": ["setup_link_token_field": false]])
            #expect(try emulator.createLink(of: id).object?.keys.contains("token") == false)
        }
    }

    // MARK: Customer

    @Test func `all links of a customer show the same internal customer id`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let stranger = try emulator.createCustomer()
            let first = try #require(try emulator.createLink(of: id)["customer_id"]?.string)
            let second = try emulator.createLink(of: id)["customer_id"]?.string
            #expect(first.wholeMatch(of: /[0-9a-z]{12}/) != nil)
            #expect(second == first)
            #expect(try emulator.createLink(of: stranger)["customer_id"]?.string != first)
        }
    }

    @Test(arguments: [CustomerStatus.pending, .active, .suspended])
    func `customers who are not archived can be invited`(status: CustomerStatus) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: status)
            let answer = try emulator.client().post("/customers/\(id)/setup_links")
            #expect(answer.status == 201)
        }
    }

    @Test func `an archived customer cannot be invited, which is checked last`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: .archived)
            let path = "/customers/\(id)/setup_links"
            let answer = try emulator.client().post(path)
            expect(answer, refuses: 409, "conflict")
            #expect(answer.message == "The customer is archived.")
            expect(
                try emulator.client().post(path, ["expires_in_hours": 0]),
                refuses: 400,
                "invalid_field_value",
                param: "expires_in_hours"
            )
            expect(
                try emulator.client().post(path, ["success_redirect_url": "http://example.com/"]),
                refuses: 400,
                "invalid_field_value",
                param: "success_redirect_url"
            )
        }
    }

    @Test func `the customer is looked up before the body is checked`() async throws {
        try await withEmulator { emulator in
            expect(
                try emulator.client().post("/customers/cus_nobody/setup_links", ["expires_in_hours": 0]),
                refuses: 404,
                "resource_not_found"
            )
        }
    }
}
