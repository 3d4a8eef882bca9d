import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct CompleteOnboardingTests {
    // MARK: The checks and their order

    @Test(
        arguments: [
            ([:], "missing_required_field", "token"), (["nonce": "n", "code": "c"], "missing_required_field", "token"),
            (["token": nil, "nonce": "n", "code": "c"], "missing_required_field", "token"),
            (["token": 5, "nonce": "n", "code": "c"], "invalid_field_value", "token"),
            (["token": "csl_unknown"], "missing_required_field", "nonce"),
            (["token": "csl_unknown", "nonce": nil, "code": "c"], "missing_required_field", "nonce"),
            (["token": "csl_unknown", "nonce": 5, "code": "c"], "invalid_field_value", "nonce"),
            (["token": "csl_unknown", "nonce": "n"], "missing_required_field", "code"),
            (["token": "csl_unknown", "nonce": "n", "code": nil], "missing_required_field", "code"),
            (["token": "csl_unknown", "nonce": "n", "error": nil], "missing_required_field", "code"),
            (["token": "csl_unknown", "nonce": "n", "code": 5], "invalid_field_value", "code"),
            (["token": "csl_unknown", "nonce": "n", "code": ""], "invalid_field_value", "code"),
            (["token": "csl_unknown", "nonce": "n", "error": "denied"], "invalid_field_value", "error"),
            (["token": "csl_unknown", "nonce": "n", "error": 5], "invalid_field_value", "error"),
            (["token": "csl_unknown", "nonce": "n", "code": "mock.!"], "invalid_field_value", "code"),
        ] as [(JSONValue, String, String)]
    )
    func `a refusal names the first invalid field before the token is looked up`(
        body: JSONValue,
        code: String,
        param: String
    ) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.callback(body)
            expect(answer, refuses: 400, code, param: param)
        }
    }

    @Test func `an unknown token is not found`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.invite()
            for body in [["code": "c"], ["error": "signup_cancelled"]] as [JSONObject] {
                let all = body.merging(["token": "csl_unknown", "nonce": "n"]) { first, _ in first }
                expect(try emulator.callback(.object(all)), refuses: 404, "resource_not_found")
            }
        }
    }

    @Test func `the state of the link is checked before the nonce`() async throws {
        try await withEmulator { emulator in
            let archived = try emulator.invite()
            let revoked = try emulator.invite()
            let consumed = try emulator.invite()
            _ = try emulator.client().delete("/customers/\(archived.customer)")
            _ = try emulator.client().delete("/customers/\(revoked.customer)/setup_links/\(revoked.link)")
            #expect(try emulator.signUp(consumed).status == 200)
            let expected = [(archived, "link_revoked"), (revoked, "link_revoked"), (consumed, "link_consumed")]
            for (invitation, code) in expected {
                let answer = try emulator.callback(["token": .string(invitation.token), "nonce": "n", "code": "c"])
                expect(answer, refuses: 409, code)
                #expect(answer.json.object.map { Array($0.keys) } == ["error"])
            }
        }
    }

    @Test(
        arguments: [
            ("https://app.example.com/failed", "https://app.example.com/failed?"),
            ("https://app.example.com/failed?a=b", "https://app.example.com/failed?a=b&"), (nil, nil),
        ] as [(String?, String?)]
    )
    func `the refusal of an expired link has the redirect URL`(url: String?, start: String?) async throws {
        try await withEmulator { emulator in
            let link: JSONValue = ["expires_in_hours": 1, "failure_redirect_url": url.map(JSONValue.string) ?? .null]
            let invitation = try emulator.invite(link: link)
            emulator.clock.advance(by: .milliseconds(3_599_999))
            let nonce = try emulator.nonce(invitation)
            emulator.clock.advance(by: .milliseconds(1))
            let answer = try emulator.callback([
                "token": .string(invitation.token), "nonce": .string(nonce), "code": "c",
            ])
            expect(answer, refuses: 409, "link_expired")
            #expect(answer.json.object.map { Array($0.keys) } == ["error", "redirect_url"])
            let redirect = start.map { "\($0)customer_id=\(invitation.customer)&status=failed&reason=link_expired" }
            #expect(answer.json["redirect_url"] == redirect.map(JSONValue.string) ?? .null)
        }
    }

    // MARK: The nonce

    @Test func `a nonce that is unknown, of another link or used up is refused`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let other = try emulator.invite()
            let own = try emulator.nonce(invitation)
            let used = try emulator.nonce(invitation)
            let failing = mockCode(["outcome": "no_waba_found"])
            let body: JSONObject = ["token": .string(invitation.token), "code": .string(failing)]
            let failed = try emulator.callback(.object(body.merging(["nonce": .string(used)]) { $1 }))
            #expect(failed.status == 422)
            for nonce in ["nonsense", "", used, try emulator.nonce(other)] {
                let answer = try emulator.callback(.object(body.merging(["nonce": .string(nonce)]) { $1 }))
                expect(answer, refuses: 403, "invalid_nonce")
                #expect(answer.json["error"]?["type"] == "permission_error")
            }
            let last = try emulator.callback(.object(body.merging(["nonce": .string(own)]) { $1 }))
            #expect(last.code == "no_waba_found")
        }
    }

    @Test func `a nonce that was sent for another link stays valid for its own`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.invite()
            let second = try emulator.invite()
            let nonce = JSONValue.string(try emulator.nonce(first))
            let strayed = try emulator.callback(["token": .string(second.token), "nonce": nonce, "code": "c"])
            expect(strayed, refuses: 403, "invalid_nonce")
            let right = try emulator.callback(["token": .string(first.token), "nonce": nonce, "code": "c"])
            #expect(right.status == 200)
        }
    }

    @Test(arguments: [(599_999, 200), (600_000, 403), (600_001, 403)])
    func `a nonce expires after ten minutes`(milliseconds: Int, status: Int) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let nonce = try emulator.nonce(invitation)
            emulator.clock.advance(by: .milliseconds(milliseconds))
            let answer = try emulator.callback([
                "token": .string(invitation.token), "nonce": .string(nonce), "code": "c",
            ])
            #expect(answer.status == status)
        }
    }

    // MARK: Success

    @Test(
        arguments: [
            ("https://app.example.com/done", "https://app.example.com/done?"),
            ("https://app.example.com/done?ref=1", "https://app.example.com/done?ref=1&"),
            ("https://app.example.com/?q=a%20b&q=%C3%A9", "https://app.example.com/?q=a%20b&q=%C3%A9&"),
            ("http://localhost:3000", "http://localhost:3000?"), (nil, nil),
        ] as [(String?, String?)]
    )
    func `a successful callback has customer, account and redirect URL`(url: String?, start: String?) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite(
                link: [
                    "success_redirect_url": url.map(JSONValue.string) ?? .null,
                    "failure_redirect_url": "https://app.example.com/failed",
                ]
            )
            let offer = try emulator.resolve(invitation.token).data
            let number = try #require(offer["mock"]?["phone_number_id"]?.string)
            let answer = try emulator.callback([
                "token": .string(invitation.token), "nonce": try #require(offer["nonce"]), "code": "AQBx7Jk2TtVw",
            ])
            #expect(answer.status == 200)
            #expect(answer.headers["X-Request-Id"] == [try #require(answer.requestID)])
            #expect(
                answer.data.object.map { Array($0.keys) } == ["status", "customer_id", "account_id", "redirect_url"]
            )
            let redirect = start.map {
                "\($0)customer_id=\(invitation.customer)&account_id=\(number)&status=success"
            }
            #expect(
                answer.data == [
                    "status": "success", "customer_id": .string(invitation.customer), "account_id": .string(number),
                    "redirect_url": redirect.map(JSONValue.string) ?? .null,
                ]
            )
        }
    }

    @Test func `a signup changes customer, link and account at one time`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            emulator.clock.advance(by: .seconds(5))
            let mock = try #require(try emulator.resolve(invitation.token).data["mock"])
            let answer = try emulator.signUp(invitation)
            let number = try #require(answer.data["account_id"])
            #expect(number != mock["phone_number_id"])
            let customer = try emulator.customer(invitation.customer)
            #expect(customer["status"] == "active")
            #expect(customer["updated_at"] == emulator.now)
            #expect(customer["created_at"] == Emulator.instant(0))
            let account = try #require(customer["whatsapp_accounts"]?[0])
            #expect(customer["whatsapp_accounts"]?.array?.count == 1)
            #expect(account["phone_number_id"] == number)
            #expect(account["name"] == "Acme Logistics")
            #expect(account["status"] == "connected")
            #expect(account["onboarded_at"] == emulator.now)
            let link = try emulator.link(of: invitation)
            #expect(link["status"] == "consumed")
            #expect(link["consumed_at"] == emulator.now)
            let row = try #require(try emulator.client().get("/accounts").data[0])
            #expect(row["phone_number_id"] == number)
            #expect(row["phone_number"] == account["phone_number"])
            #expect(row["customer"] == ["id": .string(invitation.customer), "name": "Acme Logistics"])
        }
    }

    @Test(arguments: [CustomerStatus.active, .suspended])
    func `a signup keeps the status of a customer who is not pending`(status: CustomerStatus) async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite(customer: emulator.createCustomer(in: status))
            emulator.clock.advance(by: .seconds(5))
            #expect(try emulator.signUp(invitation).status == 200)
            let customer = try emulator.customer(invitation.customer)
            #expect(customer["status"] == .string(status.rawValue))
            #expect(customer["updated_at"] == Emulator.instant(0))
            #expect(customer["whatsapp_accounts"]?.array?.count == 1)
        }
    }

    @Test func `a customer can connect several numbers`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.invite()
            let second = try emulator.invite(customer: first.customer)
            let numbers = try [first, second].map { try emulator.signUp($0).data["account_id"] }
            #expect(Set(numbers).count == 2)
            let accounts = try emulator.customer(first.customer)["whatsapp_accounts"]?.array ?? []
            #expect(accounts.map { $0["phone_number_id"] } == numbers)
        }
    }

    // MARK: Only once

    @Test func `a second callback is refused because the link is consumed`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let nonces = try (0..<2).map { _ in try emulator.nonce(invitation) }
            let answers = try nonces.map { nonce in
                try emulator.callback(["token": .string(invitation.token), "nonce": .string(nonce), "code": "c"])
            }
            #expect(answers[0].status == 200)
            expect(answers[1], refuses: 409, "link_consumed")
        }
    }

    @Test func `only one of many parallel callbacks succeeds`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            let nonces = try (0..<16).map { _ in try emulator.nonce(invitation) }
            let codes = try await withThrowingTaskGroup { group in
                for nonce in nonces {
                    group.addTask {
                        try emulator.callback([
                            "token": .string(invitation.token), "nonce": .string(nonce), "code": "c",
                        ]).code
                    }
                }
                return try await group.reduce(into: [String?]()) { $0.append($1) }
            }
            #expect(codes.filter { $0 == nil }.count == 1)
            #expect(codes.filter { $0 == "link_consumed" }.count == 15)
            #expect(try emulator.client().get("/accounts").data.array?.count == 1)
            #expect(try emulator.events().filter { $0.type == "customer.onboarded" }.count == 1)
        }
    }

    // MARK: The journal

    @Test func `a callback is journaled in the token's world, with its events and without the token`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            #expect(try emulator.signUp(invitation).status == 200)
            let seq = try #require(try emulator.control(usualKey).get("/__admin/requests").json["last_seq"]?.integer)
            let entry = try emulator.control(usualKey).get("/__admin/requests/\(seq)")
            #expect(entry.json["operation"] == "completeOnboarding")
            #expect(entry.json["path"] == "/api/public/onboarding/callback")
            let events = try emulator.events().suffix(3).map { JSONValue.string($0.id.description) }
            #expect(entry.json["events"] == .array(events))
            #expect(entry.json["request"]?["body"]?["token"] == .string("csl_****\(invitation.token.suffix(4))"))
            #expect(!String(decoding: entry.bytes, as: UTF8.self).contains(invitation.token))
        }
    }
}
