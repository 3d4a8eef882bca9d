import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct OnboardingFailureTests {
    private static let failed = "https://app.example.com/failed?ref=1"
    private static let reasons = [
        "signup_cancelled", "token_exchange_failed", "token_info_failed", "no_waba_found", "phone_lookup_failed",
        "account_limit_reached", "coexistence_mismatch", "already_onboarded",
    ]

    /// Expects a failure with this reason that changed nothing in the world.
    private func expectFailure(
        _ answer: TestResponse,
        _ reason: String,
        of invitation: Invitation,
        in emulator: Emulator,
        sourceLocation: Testing.SourceLocation = #_sourceLocation
    ) throws {
        expect(answer, refuses: 422, reason, sourceLocation: sourceLocation)
        #expect(answer.json["error"]?["type"] == "invalid_request_error", sourceLocation: sourceLocation)
        #expect(answer.message?.isEmpty == false, sourceLocation: sourceLocation)
        #expect(answer.json.object.map { Array($0.keys) } == ["error", "redirect_url"], sourceLocation: sourceLocation)
        let query = "&customer_id=\(invitation.customer)&status=failed&reason=\(reason)"
        #expect(answer.json["redirect_url"] == .string(Self.failed + query), sourceLocation: sourceLocation)
        #expect(try emulator.link(of: invitation)["status"] == "active", sourceLocation: sourceLocation)
        let customer = try emulator.customer(invitation.customer)
        #expect(customer["status"] == "pending", sourceLocation: sourceLocation)
        #expect(customer["updated_at"] == Emulator.instant(0), sourceLocation: sourceLocation)
        #expect(customer["whatsapp_accounts"] == [], sourceLocation: sourceLocation)
        #expect(try emulator.events().last?.type == "customer.setup_link.created", sourceLocation: sourceLocation)
    }

    private func invite(_ emulator: Emulator) throws -> Invitation {
        let invitation = try emulator.invite(
            link: [
                "success_redirect_url": "https://app.example.com/done", "failure_redirect_url": .string(Self.failed),
            ]
        )
        emulator.clock.advance(by: .seconds(5))
        return invitation
    }

    // MARK: Failures that are chosen

    @Test(arguments: [["error": "signup_cancelled"], ["error": "signup_cancelled", "code": "c"]] as [JSONObject])
    func `a cancelled dialog fails the signup and uses up the nonce`(fields: JSONObject) async throws {
        try await withEmulator { emulator in
            let invitation = try invite(emulator)
            var body = fields
            body["token"] = .string(invitation.token)
            body["nonce"] = .string(try emulator.nonce(invitation))
            let answer = try emulator.callback(.object(body))
            try expectFailure(answer, "signup_cancelled", of: invitation, in: emulator)
            expect(try emulator.callback(.object(body)), refuses: 403, "invalid_nonce")
        }
    }

    @Test(arguments: reasons)
    func `a dialog's code can choose each failure, and the link can be used again`(reason: String) async throws {
        try await withEmulator { emulator in
            let invitation = try invite(emulator)
            let answer = try emulator.signUp(invitation, code: mockCode(["outcome": .string(reason)]))
            try expectFailure(answer, reason, of: invitation, in: emulator)
            #expect(try emulator.signUp(invitation).status == 200)
        }
    }

    @Test func `a link without failure_redirect_url has no redirect after a failure`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite(link: ["success_redirect_url": "https://app.example.com/done"])
            let answer = try emulator.signUp(invitation, code: mockCode(["outcome": "no_waba_found"]))
            #expect(answer.status == 422)
            #expect(answer.json["redirect_url"] == .null)
        }
    }

    @Test(arguments: reasons)
    func `a code without an outcome takes the outcome of the settings`(reason: String) async throws {
        try await withEmulator { emulator in
            let invitation = try invite(emulator)
            try emulator.configure(["onboarding": ["outcome": .string(reason)]])
            let plain = try emulator.signUp(invitation)
            try expectFailure(plain, reason, of: invitation, in: emulator)
            let silent = try emulator.signUp(invitation, code: mockCode(["name": "Acme"]))
            try expectFailure(silent, reason, of: invitation, in: emulator)
            let chosen = try emulator.signUp(invitation, code: mockCode(["outcome": "success"]))
            #expect(chosen.status == 200)
        }
    }

    // MARK: The dialog's code

    @Test func `the fields of the dialog's code replace the offered ones`() async throws {
        try await withEmulator { emulator in
            let code = mockCode([
                "outcome": "success", "phone_number": "+62 857-2516-5424", "phone_number_id": "1111475158712095",
                "name": "Toko Ümläut ✓",
            ])
            let answer = try emulator.signUp(try invite(emulator), code: code)
            #expect(answer.data["account_id"] == "1111475158712095")
            let row = try #require(try emulator.client().get("/accounts").data[0])
            #expect(row["phone_number_id"] == "1111475158712095")
            #expect(row["phone_number"] == "+62 857-2516-5424")
            #expect(row["name"] == "Toko Ümläut ✓")
        }
    }

    @Test(
        arguments: [
            ("phone_number", "+62 857-2516-5424"), ("phone_number_id", "106540"),
            ("phone_number_id", "10654035224292210654"),
            ("name", "Another"),
        ]
    )
    func `a field that the dialog's code omits is as it was offered`(field: String, value: String) async throws {
        try await withEmulator { emulator in
            let invitation = try invite(emulator)
            let offer = try emulator.resolve(invitation.token).data
            let answer = try emulator.callback([
                "token": .string(invitation.token), "nonce": try #require(offer["nonce"]),
                "code": .string(mockCode([field: .string(value)])),
            ])
            #expect(answer.status == 200)
            var expected = try #require(offer["mock"]?.object)
            expected[field] = .string(value)
            let row = try emulator.client().get("/accounts").data[0]
            for name in ["phone_number", "phone_number_id", "name"] { #expect(row?[name] == expected[name]) }
        }
    }

    @Test(arguments: [
        "mock.", "mock.!!!", "mock.e30=x", mockCode(bytes: Array("{".utf8)), mockCode([]), mockCode(5), mockCode("x"),
        mockCode(["outcome": "nonsense"]), mockCode(["outcome": "failed"]), mockCode(["outcome": true]),
        mockCode(["phone_number_id": "12ab56"]), mockCode(["phone_number_id": "12345"]),
        mockCode(["phone_number_id": "123456789012345678901"]), mockCode(["phone_number_id": 1_111_475]),
        mockCode(["phone_number_id": ""]), mockCode(["name": ""]), mockCode(["name": 5]), mockCode(["phone_number": 5]),
    ])
    func `an invalid code of the dialog is refused and does not use up the nonce`(code: String) async throws {
        try await withEmulator { emulator in
            let invitation = try invite(emulator)
            let nonce = JSONValue.string(try emulator.nonce(invitation))
            let token = JSONValue.string(invitation.token)
            let refused = try emulator.callback(["token": token, "nonce": nonce, "code": .string(code)])
            expect(refused, refuses: 400, "invalid_field_value", param: "code")
            let accepted = try emulator.callback(["token": token, "nonce": nonce, "code": "c"])
            #expect(accepted.status == 200)
        }
    }

    @Test(arguments: [mockCode([:]), mockCode(["name": nil]), mockCode(["colour": "red"]), "mock", "Mock.x"])
    func `a code that chooses nothing completes the signup`(code: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.signUp(try invite(emulator), code: code)
            #expect(answer.status == 200)
        }
    }

    // MARK: Failures by the state of the world

    @Test func `a number that is known already cannot be connected again`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.signUp(try emulator.invite())
            let number = try #require(first.data["account_id"])
            let body: JSONValue = ["outcome": "success", "phone_number_id": number]
            let answer = try emulator.signUp(try emulator.invite(), code: mockCode(body))
            expect(answer, refuses: 422, "already_onboarded")
            #expect(try emulator.client().get("/accounts?status=all").data.array?.count == 1)
        }
    }

    @Test func `a refusal by the account limit names the setting that raises it`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["limits": ["connected_accounts": 1]])
            #expect(try emulator.signUp(try emulator.invite()).status == 200)
            let invitation = try emulator.invite()
            let answer = try emulator.signUp(invitation, code: mockCode(["outcome": "success"]))
            expect(answer, refuses: 422, "account_limit_reached")
            let message = try #require(answer.message)
            #expect(message.contains("organization.limits.connected_accounts"))
            #expect(message.contains(/\b1\b/))
            try emulator.configure(["limits": ["connected_accounts": 2]])
            #expect(try emulator.signUp(invitation).status == 200)
        }
    }

    @Test(arguments: [("starter", 1), ("pro", 3), ("business", 10)])
    func `a plan limits the numbers of an organization, whatever their status`(plan: String, count: Int) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            try emulator.configure(["plan": .string(plan)])
            for index in 0..<count {
                let status = WhatsAppAccount.Status.allCases[index % WhatsAppAccount.Status.allCases.count]
                try emulator.seed(
                    WhatsAppAccount(
                        phoneNumberID: "10654035224\(100 + index)",
                        phoneNumber: "+628111222333",
                        name: "Seeded",
                        status: status
                    )
                )
            }
            expect(try emulator.signUp(invitation), refuses: 422, "account_limit_reached")
            try emulator.configure(["plan": "enterprise"])
            #expect(try emulator.signUp(invitation).status == 200)
        }
    }

    @Test(
        arguments: [
            ("token_exchange_failed", true, true, "token_exchange_failed"),
            ("phone_lookup_failed", true, false, "phone_lookup_failed"),
            ("coexistence_mismatch", false, true, "coexistence_mismatch"),
            ("coexistence_mismatch", true, false, "account_limit_reached"),
            ("already_onboarded", true, false, "account_limit_reached"),
            ("success", true, true, "account_limit_reached"),
            ("success", false, true, "already_onboarded"),
        ] as [(String, Bool, Bool, String)]
    )
    func `the earliest step that fails sets the reason of the failure`(
        outcome: String,
        isFull: Bool,
        isKnown: Bool,
        reason: String
    ) async throws {
        try await withEmulator { emulator in
            let known = try emulator.signUp(try emulator.invite())
            if isFull { try emulator.configure(["limits": ["connected_accounts": 1]]) }
            var choice: JSONObject = ["outcome": .string(outcome)]
            if isKnown { choice["phone_number_id"] = known.data["account_id"] }
            let answer = try emulator.signUp(try emulator.invite(), code: mockCode(.object(choice)))
            expect(answer, refuses: 422, reason)
        }
    }
}
