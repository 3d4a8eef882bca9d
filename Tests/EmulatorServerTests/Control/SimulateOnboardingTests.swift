import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct SimulateOnboardingTests {
    private static let path = "/__admin/simulate/onboarding"
    private static let reasons = [
        "signup_cancelled", "token_exchange_failed", "token_info_failed", "no_waba_found", "phone_lookup_failed",
        "account_limit_reached", "coexistence_mismatch", "already_onboarded",
    ]

    /// How a request names a setup link.
    enum Name: String, CaseIterable, Sendable {
        case customer = "customer_id"
        case link = "setup_link_id"
        case token

        func value(of invitation: Invitation) -> JSONValue {
            switch self {
            case .customer: .string(invitation.customer)
            case .link: .string(invitation.link)
            case .token: .string(invitation.token)
            }
        }
    }

    private func simulate(_ body: JSONValue, key: String? = nil, _ emulator: Emulator) throws -> TestResponse {
        try emulator.control(key).post(Self.path, body)
    }

    // MARK: Outcomes

    @Test(arguments: Name.allCases)
    func `a request may name a setup link by its customer, its id or its token`(name: Name) async throws {
        try await withEmulator { emulator in
            _ = try emulator.invite(key: otherKey)
            let invitation = try emulator.invite(link: ["success_redirect_url": "https://app.example.com/done"])
            emulator.clock.advance(by: .seconds(5))
            let answer = try simulate([name.rawValue: name.value(of: invitation)], emulator)
            #expect(answer.status == 200)
            let number = try #require(answer.json["account_id"]?.string)
            let query = "?customer_id=\(invitation.customer)&account_id=\(number)&status=success"
            let events = try emulator.events().suffix(3).map { JSONValue.string($0.id.description) }
            #expect(
                answer.json == [
                    "outcome": "success", "reason": nil, "customer_id": .string(invitation.customer),
                    "setup_link_id": .string(invitation.link), "account_id": .string(number),
                    "redirect_url": .string("https://app.example.com/done" + query), "events": .array(events),
                ]
            )
            let customer = try emulator.customer(invitation.customer)
            #expect(customer["status"] == "active")
            #expect(customer["whatsapp_accounts"]?[0]?["phone_number_id"] == .string(number))
            #expect(customer["whatsapp_accounts"]?[0]?["onboarded_at"] == Emulator.instant(5))
            #expect(try emulator.link(of: invitation)["status"] == "consumed")
        }
    }

    @Test(arguments: reasons)
    func `a simulated failure changes neither customer nor link`(reason: String) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite(link: ["failure_redirect_url": "https://app.example.com/failed"])
            let events = try emulator.events().count
            let answer = try simulate(
                ["customer_id": .string(invitation.customer), "outcome": .string(reason)],
                emulator
            )
            #expect(answer.status == 200)
            let query = "?customer_id=\(invitation.customer)&status=failed&reason=\(reason)"
            #expect(
                answer.json == [
                    "outcome": "failed", "reason": .string(reason), "customer_id": .string(invitation.customer),
                    "setup_link_id": .string(invitation.link), "account_id": nil,
                    "redirect_url": .string("https://app.example.com/failed" + query), "events": [],
                ]
            )
            #expect(try emulator.customer(invitation.customer)["status"] == "pending")
            #expect(try emulator.link(of: invitation)["status"] == "active")
            #expect(try emulator.events().count == events)
        }
    }

    @Test func `the settings decide the outcome unless the request names one`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["outcome": "no_waba_found"]])
            let invitation = try emulator.invite()
            let body: JSONObject = ["setup_link_id": .string(invitation.link)]
            #expect(try simulate(.object(body), emulator).json["reason"] == "no_waba_found")
            let chosen = body.merging(["outcome": "success"]) { $1 }
            let answer = try simulate(.object(chosen), emulator)
            #expect(answer.json["outcome"] == "success")
            #expect(answer.json["redirect_url"] == .null)
        }
    }

    @Test func `the connected number is the one that the request names`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let answer = try simulate(
                [
                    "customer_id": .string(invitation.customer), "phone_number": "+62 857-2516-5424",
                    "phone_number_id": "1111475158712095", "name": "Toko",
                ],
                emulator
            )
            #expect(answer.json["account_id"] == "1111475158712095")
            let row = try emulator.client().get("/accounts").data[0]
            #expect(row?["phone_number"] == "+62 857-2516-5424")
            #expect(row?["name"] == "Toko")
            let again = try simulate(
                [
                    "customer_id": .string(try emulator.invite().customer), "phone_number_id": "1111475158712095",
                    "outcome": "success",
                ],
                emulator
            )
            #expect(again.json["reason"] == "already_onboarded")
        }
    }

    @Test func `a customer_id selects the newest active link of the customer`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.invite()
            let second = try emulator.invite(customer: first.customer)
            let third = try emulator.invite(customer: first.customer)
            _ = try emulator.client().delete("/customers/\(first.customer)/setup_links/\(third.link)")
            let body: JSONValue = ["customer_id": .string(first.customer)]
            let used = try (1...2).map { _ in try simulate(body, emulator).json["setup_link_id"] }
            #expect(used == [.string(second.link), .string(first.link)])
            expectProblem(try simulate(body, emulator), 409, "no_active_link")
        }
    }

    // MARK: Refusals

    @Test func `a customer without an active link is refused`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let body: JSONValue = ["customer_id": .string(id)]
            expectProblem(try simulate(body, emulator), 409, "no_active_link")
            _ = try emulator.invite(customer: id, link: ["expires_in_hours": 1])
            emulator.clock.advance(by: .seconds(3600))
            expectProblem(try simulate(body, emulator), 409, "no_active_link")
        }
    }

    @Test(arguments: [Name.link, .token])
    func `a link that is not active cannot be completed`(name: Name) async throws {
        try await withEmulator { emulator in
            let consumed = try emulator.invite()
            let revoked = try emulator.invite()
            let archived = try emulator.invite()
            let expired = try emulator.invite(link: ["expires_in_hours": 1])
            #expect(try emulator.signUp(consumed).status == 200)
            _ = try emulator.client().delete("/customers/\(revoked.customer)/setup_links/\(revoked.link)")
            _ = try emulator.client().delete("/customers/\(archived.customer)")
            emulator.clock.advance(by: .seconds(3600))
            for invitation in [consumed, revoked, archived, expired] {
                let answer = try simulate([name.rawValue: name.value(of: invitation)], emulator)
                expectProblem(answer, 409, "invalid_state")
            }
        }
    }

    @Test(
        arguments: [
            (Name.customer, "cus_335T08RM0EAKN9DTE6RD5RWP7B"), (.customer, "x"),
            (.link, "csl_J5SRYT0KAHB97VEWVQHSZW58AH"),
            (.token, "csl_3V3EMgPDU4zCTm7Fju7KWvqb"),
        ]
    )
    func `a link that is unknown or of another world is not found`(name: Name, id: String) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            expectProblem(try simulate([name.rawValue: .string(id)], emulator), 404, "not_found")
            let foreign = try simulate([name.rawValue: name.value(of: invitation)], key: otherKey, emulator)
            expectProblem(foreign, 404, "not_found")
            #expect(!String(decoding: foreign.bytes, as: UTF8.self).contains(invitation.token))
            let own = try simulate([name.rawValue: name.value(of: invitation)], key: usualKey, emulator)
            #expect(own.status == 200)
        }
    }

    @Test(
        arguments: [
            [:], ["outcome": "success"], ["customer_id": "a", "token": "b"],
            ["customer_id": "a", "setup_link_id": "b", "token": "c"], ["customer_id": 5],
            ["customer_id": "CUSTOMER", "outcome": "link_expired"], ["customer_id": "CUSTOMER", "outcome": "failed"],
            ["customer_id": "CUSTOMER", "phone_number_id": "12ab56"],
            ["customer_id": "CUSTOMER", "phone_number_id": "12345"], ["customer_id": "CUSTOMER", "name": ""],
            ["customer_id": "CUSTOMER", "phone": "+62"],
        ] as [JSONObject]
    )
    func `an invalid onboarding request is refused`(body: JSONObject) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let named = body.mapValues { $0 == "CUSTOMER" ? .string(invitation.customer) : $0 }
            expectProblem(try simulate(.object(named), emulator), 400, "invalid_body")
            #expect(try emulator.link(of: invitation)["status"] == "active")
        }
    }
}
