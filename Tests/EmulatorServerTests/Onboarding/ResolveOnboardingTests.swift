import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ResolveOnboardingTests {
    /// What can happen to a link before it is opened.
    enum Change: Sendable {
        case archived, revoked, consumed, expired
    }

    @Test func `a resolved token shows customer, organization, nonce and the offered number`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            emulator.clock.advance(by: .seconds(5))
            let answer = try emulator.resolve(invitation.token)
            #expect(answer.status == 200)
            #expect(answer.headers["Content-Type"] == ["application/json"])
            #expect(answer.headers["X-Request-Id"] == [try #require(answer.requestID)])
            let keys = answer.data.object.map { Array($0.keys) }
            #expect(keys == ["customer", "organization", "nonce", "meta", "expires_at", "mock"])
            #expect(answer.data["customer"] == ["name": "Acme Logistics"])
            #expect(answer.data["organization"] == ["name": "Your Platform Inc"])
            #expect(
                answer.data["meta"] == [
                    "app_id": "000000000000000", "config_id": "000000000000000", "graph_version": "v23.0",
                ]
            )
            #expect(answer.data["expires_at"] == "2026-06-11T10:00:00.000Z")
            #expect(answer.data["expires_at"] == invitation.created["expires_at"])
            let mock = try #require(answer.data["mock"])
            #expect(mock.object.map { Array($0.keys) } == ["phone_number", "phone_number_id", "name"])
            #expect(mock["name"] == "Acme Logistics")
            #expect(try #require(mock["phone_number_id"]?.string).wholeMatch(of: /\d{15}/) != nil)
            #expect(try #require(mock["phone_number"]?.string).hasPrefix("+"))
            #expect(try #require(answer.data["nonce"]?.string).utf8.count >= 16)
        }
    }

    @Test func `a token gives a new nonce and number each time, and all nonces are valid`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let answers = try (0..<3).map { _ in try emulator.resolve(invitation.token).data }
            #expect(Set(answers.map { $0["nonce"] }).count == 3)
            #expect(Set(answers.map { $0["mock"]?["phone_number_id"] }).count == 3)
            for (index, answer) in answers.enumerated() {
                let code = mockCode(["outcome": .string(index < 2 ? "no_waba_found" : "success")])
                let nonce = try #require(answer["nonce"])
                let ended = try emulator.callback([
                    "token": .string(invitation.token), "nonce": nonce, "code": .string(code),
                ])
                #expect(ended.status == (index < 2 ? 422 : 200))
            }
        }
    }

    @Test func `resolving a token changes nothing`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let customer = try emulator.customer(invitation.customer)
            let link = try emulator.link(of: invitation)
            let events = try emulator.events().count
            emulator.clock.advance(by: .seconds(5))
            #expect(try emulator.resolve(invitation.token).status == 200)
            #expect(try emulator.customer(invitation.customer) == customer)
            #expect(try emulator.link(of: invitation) == link)
            #expect(try emulator.client().get("/accounts?status=all").data == [])
            #expect(try emulator.events().count == events)
        }
    }

    @Test(
        arguments: [
            ([:], "missing_required_field"), (["token": nil], "missing_required_field"),
            (["token": 5], "invalid_field_value"), (["token": ["csl_x"]], "invalid_field_value"),
        ] as [(JSONValue, String)]
    )
    func `a resolve request needs a token`(body: JSONValue, code: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.rootClient().post("/api/public/onboarding/resolve", body)
            expect(answer, refuses: 400, code, param: "token")
        }
    }

    @Test func `a resolve request that is not JSON is refused`() async throws {
        try await withEmulator { emulator in
            let path = "/api/public/onboarding/resolve"
            let client = emulator.rootClient()
            expect(try client.send(.POST, path, body: Array("{".utf8)), refuses: 400, "invalid_request")
            let form: HTTPHeaders = ["Content-Type": "application/x-www-form-urlencoded"]
            expect(
                try client.send(.POST, path, body: Array("token=x".utf8), headers: form),
                refuses: 415,
                "unsupported_media_type"
            )
            expect(try client.get(path), refuses: 405, "method_not_allowed")
        }
    }

    @Test(arguments: ["csl_3V3EMgPDU4zCTm7Fju7KWvqb", "csl_", "nonsense", "csl_335T08RM0EAKN9DTE6RD5RWP7B"])
    func `a token that does not exist is not found`(token: String) async throws {
        try await withEmulator { emulator in
            _ = try emulator.invite()
            expect(try emulator.resolve(token), refuses: 404, "resource_not_found")
        }
    }

    @Test func `a link cannot be resolved by its id`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            expect(try emulator.resolve(invitation.link), refuses: 404, "resource_not_found")
        }
    }

    @Test(
        arguments: [
            ([.archived], "link_revoked"), ([.revoked], "link_revoked"), ([.consumed], "link_consumed"),
            ([.expired], "link_expired"), ([.consumed, .archived], "link_revoked"),
            ([.consumed, .expired], "link_consumed"), ([.revoked, .expired], "link_revoked"),
            ([.expired, .archived], "link_revoked"),
        ] as [([Change], String)]
    )
    func `a link that cannot be used is refused with its reason`(changes: [Change], code: String) async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let invitation = try emulator.invite()
            for change in changes {
                switch change {
                case .archived: _ = try client.delete("/customers/\(invitation.customer)")
                case .revoked: _ = try client.delete("/customers/\(invitation.customer)/setup_links/\(invitation.link)")
                case .consumed: #expect(try emulator.signUp(invitation).status == 200)
                case .expired: emulator.clock.advance(by: .seconds(168 * 3600))
                }
            }
            let answer = try emulator.resolve(invitation.token)
            expect(answer, refuses: 409, code)
            #expect(answer.json["error"]?["type"] == "conflict")
            #expect(answer.json.object.map { Array($0.keys) } == ["error"])
        }
    }

    @Test func `a link can be resolved until the moment at which it expires`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite(link: ["expires_in_hours": 1])
            emulator.clock.advance(by: .milliseconds(3_599_999))
            #expect(try emulator.resolve(invitation.token).status == 200)
            emulator.clock.advance(by: .milliseconds(1))
            expect(try emulator.resolve(invitation.token), refuses: 409, "link_expired")
        }
    }

    @Test(arguments: [["plan": "pro"], ["plan": "starter"], ["subscription": "inactive"]] as [JSONValue])
    func `a signup is possible under any plan and subscription`(settings: JSONValue) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            try emulator.configure(settings)
            #expect(try emulator.client().post("/customers", ["name": "B"]).status == 402)
            #expect(try emulator.signUp(invitation).status == 200)
        }
    }

    @Test func `a resolve request is journaled in the token's world, without the token`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let answer = try emulator.resolve(invitation.token)
            let seq = try #require(try emulator.control(usualKey).get("/__admin/requests").json["last_seq"]?.integer)
            let entry = try emulator.control(usualKey).get("/__admin/requests/\(seq)")
            #expect(entry.json["operation"] == "resolveOnboarding")
            #expect(entry.json["status"] == 200)
            #expect(entry.json["events"] == [])
            #expect(entry.json["response"]?["body"]?["request_id"]?.string == answer.requestID)
            #expect(entry.json["request"]?["body"] == ["token": .string("csl_****\(invitation.token.suffix(4))")])
            #expect(!String(decoding: entry.bytes, as: UTF8.self).contains(invitation.token))
        }
    }

    @Test func `a resolve request with an unknown token belongs to no sandbox`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.invite()
            _ = try emulator.resolve("csl_3V3EMgPDU4zCTm7Fju7KWvqb")
            let rows = try emulator.control().get("/__admin/requests?operation=resolveOnboarding").json["data"]?.array
            #expect(rows?.column("sandbox") == [.null])
            #expect(rows?.column("error") == ["resource_not_found"])
        }
    }
}
