import Documents
import Domain
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// The purpose of each file in `scenarios/`.
@Suite(.timeLimit(.minutes(15)))
struct ScenarioFileTests {
    @Test func `every scenario file is without a mistake, has a description and can be loaded`() async throws {
        try await withEmulator { emulator in
            let rows = try emulator.control().get("/__admin/scenarios").data.array ?? []
            #expect(rows.count >= 15)
            for row in rows {
                #expect(row["mistakes"] == 0, "\(row)")
                #expect(row["description"]?.string != nil, "\(row)")
                let load = "/__admin/scenarios/\(row["name"]?.string ?? "")/load"
                #expect(try await emulator.control(usualKey).postLater(load).status == 200, "\(row)")
            }
        }
    }

    @Test func `default: the organization is the built-in one, without customers`() async throws {
        var builtIn: JSONValue?
        try await withEmulator { emulator in
            builtIn = try emulator.control(usualKey).get("/__admin/organization").json
        }
        try await withEmulator(scenario: "default") { emulator throws in
            #expect(try emulator.control(usualKey).get("/__admin/organization").json == builtIn)
            #expect(try emulator.client().get("/customers").data == [])
            #expect(try emulator.createCustomer().hasPrefix("cus_"))
        }
    }

    // MARK: Plans

    @Test func `plan-gated: every customer operation answers 402 until the plan changes`() async throws {
        try await withEmulator(scenario: "plan-gated") { emulator in
            let client = emulator.client()
            let id = "cus_00000000000000000000000000"
            let answers = [
                try client.get("/customers"), try client.post("/customers", ["name": "A"]),
                try client.get("/customers/\(id)"), try client.patch("/customers/\(id)", ["name": "B"]),
                try client.delete("/customers/\(id)"), try client.get("/customers/\(id)/setup_links"),
                try client.post("/customers/\(id)/setup_links"),
            ]
            for answer in answers { expect(answer, refuses: 402, "feature_not_entitled") }
            #expect(try emulator.control(usualKey).patch("/__admin/organization", ["plan": "business"]).status == 200)
            #expect(try client.get("/customers").status == 200)
            #expect(try client.post("/customers", ["name": "A"]).status == 201)
        }
    }

    @Test func `subscription-lapsed: a customer cannot be created until the subscription is active`() async throws {
        try await withEmulator(scenario: "subscription-lapsed") { emulator in
            let refused = try emulator.client().post("/customers", ["name": "A"])
            #expect(refused.status == 402)
            let paid = try emulator.control(usualKey).patch("/__admin/organization", ["subscription": "active"])
            #expect(paid.status == 200)
            #expect(try emulator.client().post("/customers", ["name": "A"]).status == 201)
        }
    }

    @Test func `rate-limited: a key may write five times, then once every twelve seconds`() async throws {
        try await withEmulator(scenario: "rate-limited") { emulator in
            let client = emulator.client()
            for left in ["4", "3", "2", "1", "0"] {
                let answer = try client.post("/customers", ["name": "A"])
                #expect(answer.status == 201)
                #expect(answer.headers["X-RateLimit-Remaining"] == [left])
            }
            let refused = try client.post("/customers", ["name": "A"])
            expect(refused, refuses: 429, "rate_limit_exceeded")
            let wait = try #require(refused.headers.first(name: "Retry-After"))
            #expect(wait == "12")
            try await emulator.advance(["by": .string("\(wait)s")])
            #expect(try client.post("/customers", ["name": "A"]).status == 201)
            #expect(try client.post("/customers", ["name": "A"]).status == 429)
            try await emulator.advance(["by": "1m"])
            #expect(try client.post("/customers", ["name": "A"]).headers["X-RateLimit-Remaining"] == ["4"])
            for _ in 1...10 { #expect(try client.get("/customers").status == 200) }
            #expect(try client.get("/customers").status == 429)
        }
    }

    // MARK: Teams, keys, customers

    @Test func `multi-team: a new customer needs a team_id, and each of three teams has a customer`() async throws {
        try await withEmulator(scenario: "multi-team") { emulator in
            let client = emulator.client()
            let refused = try client.post("/customers", ["name": "A"])
            expect(refused, refuses: 400, "missing_required_field", param: "team_id")
            let teams = try client.get("/customers").column("team_id")
            #expect(Set(teams).count == 3)
            #expect(try client.post("/customers", ["name": "A", "team_id": teams[0]]).status == 201)
        }
    }

    @Test func `no-teams: a customer cannot be created`() async throws {
        try await withEmulator(scenario: "no-teams") { emulator in
            let refused = try emulator.client().post("/customers", ["name": "A"])
            #expect(refused.status == 400)
            #expect(refused.param == "team_id")
        }
    }

    @Test func `key-rotation: two keys reach one organization, and all other keys are refused`() async throws {
        try await withEmulator(scenario: "key-rotation") { emulator in
            func answer(_ key: String) throws -> TestResponse { try emulator.client(key).get("/customers") }
            let rows = try answer("kdv_test_current").data
            #expect(rows.array?.count == 1)
            #expect(try answer("kdv_test_next").data == rows)
            expect(try answer("kdv_test_expired"), refuses: 401, "expired_api_key")
            expect(try answer("kdv_test_revoked"), refuses: 401, "revoked_api_key")
            expect(try answer("kdv_test_other"), refuses: 401, "invalid_api_key")
            #expect(try emulator.control().get("/__admin/sandboxes").data.array?.count == 1)
            try await emulator.advance(["by": "1d"], key: "kdv_test_next")
            expect(try answer("kdv_test_current"), refuses: 401, "expired_api_key")
            #expect(try answer("kdv_test_next").status == 200)
            let minted = try emulator.control().post("/__admin/sandboxes").json
            #expect(try answer(minted["api_key"]?.string ?? "").status == 200)
        }
    }

    @Test func `key-rotation: keys with worlds of their own share one world after a load`() async throws {
        try await withEmulator { emulator in
            for key in ["kdv_test_next", "kdv_test_current"] { _ = try emulator.createCustomer(key: key) }
            let loaded = try await emulator.control().postLater("/__admin/scenarios/key-rotation/load")
            #expect(loaded.json["sandboxes"] == 2)
            let id = try emulator.createCustomer(key: "kdv_test_current")
            #expect(try emulator.client("kdv_test_next").get("/customers/\(id)").status == 200)
            #expect(try emulator.control().get("/__admin/sandboxes").data.array?.count == 1)
        }
    }

    @Test func `agency-with-200-customers: the customers fill several pages and every status`() async throws {
        try await withEmulator(scenario: "agency-with-200-customers") { emulator in
            #expect(try emulator.client().get("/customers?limit=100").json["has_more"] == true)
            for (status, count) in ["active": 100, "archived": 10, "suspended": 10, "pending": 80] {
                let listed = try emulator.client().get("/customers?limit=100&status=\(status)")
                #expect(listed.data.array?.count == count, "\(status)")
            }
        }
    }

    @Test func `connected: a customer is active and its number is connected`() async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let customer = try #require(try emulator.client().get("/customers").data[0])
            #expect(customer["status"] == "active")
            let accounts = try emulator.client().get("/accounts").data
            #expect(accounts[0]?["phone_number_id"] == "1111475158712095")
            #expect(accounts[0]?["status"] == "connected")
            #expect(accounts[0]?["customer"]?["id"] == customer["id"])
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `inbox: conversations have every status, with contacts, labels and open windows`() async throws {
        try await withEmulator(scenario: "inbox") { emulator in
            let client = emulator.client()
            let shop = try client.get("/1111475158712095/conversations")
            #expect(shop.column("status") == ["open", "pending", "resolved"])
            #expect(shop.column("contact").map { $0["name"] } == ["Budi Santoso", "Citra", "Dewi"])
            #expect(shop.column("assignee").map { $0["name"] } == ["Olivia Operator", "Sam Support", nil])
            #expect(shop.column("unread_count") == [2, 0, 0])
            let pending = try client.get("/1111475158712095/conversations?status=pending").column("id")
            #expect(pending == [shop.column("id")[1]])
            let desk = try client.get("/106540352242922/contacts?search=eko").data[0]
            #expect(desk?["whatsapp_account"]?["customer"] == .null)
            #expect(try client.get("/labels").column("name") == ["Refund", "VIP"])
            let fired = try await emulator.advance(["by": "1d"])["fired"]?.array ?? []
            #expect(fired.column("kind") == ["window_closed", "window_closed"])
            #expect(fired.column("ref") == [shop.column("id")[1], shop.column("id")[0]])
            #expect(fired.column("at") == ["2026-06-05T12:00:00.000Z", "2026-06-06T08:00:00.000Z"])
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `older-documentation: every switch has a value other than its default`() async throws {
        try await withEmulator(scenario: "older-documentation") { emulator in
            let switches = try emulator.control(usualKey).get("/__admin/organization").json["switches"]
            for name in Switch.allCases {
                #expect(switches?[name.rawValue] != name.readings.first, "\(name.rawValue)")
            }
            let customer = try emulator.createCustomer()
            #expect(try emulator.createLink(of: customer)["token"]?.string?.hasPrefix("csl_") == true)
            let headers: HTTPHeaders = ["Idempotency-Key": "k"]
            #expect(try emulator.client().post("/customers", ["name": "A"], headers: headers).status == 201)
            expect(
                try emulator.client().post("/customers", ["name": "B"], headers: headers),
                refuses: 409,
                "idempotency_conflict"
            )
        }
    }

    // MARK: Templates

    @Test func `templates: pending templates are approved in time, Meta's own appears after a sync`() async throws {
        try await withEmulator(scenario: "templates") { emulator in
            _ = try emulator.control(usualKey).put("/__admin/clock", ["mode": "frozen"])
            let client = emulator.client()
            let list = try client.get(Emulator.templates)
            #expect(list.column("name") == ["summer_sale", "parcel_update", "parcel_update"])
            #expect(list.column("status") == ["rejected", "pending", "approved"])
            #expect(try client.get(Emulator.templates + "/parcel_update").data["header_content"] == "Parcel {{1}}")
            try emulator.createTemplate("of_a_test")
            let fired = try await emulator.advance(["by": "5s"])["fired"]?.array ?? []
            #expect(fired.column("result") == ["approved", "approved"])
            #expect(try client.get(Emulator.templates + "?status=pending").data == [])
            expect(try client.get(Emulator.templates + "/made_at_meta"), refuses: 404, "resource_not_found")
            let sync = try client.post(Emulator.templates + "/sync")
            #expect(sync.data == ["created": 1, "updated": 0, "synced": 5])
            #expect(try client.get(Emulator.templates + "/made_at_meta").data["status"] == "approved")
        }
    }

    // MARK: Messages

    @Test func `messages: the file's messages are listed, and new ones can be sent`() async throws {
        try await withEmulator(scenario: "messages") { emulator in
            let list = try emulator.client().get("/\(usualNumber)/messages")
            #expect(list.column("status") == ["sent", "delivered", "read", "failed"])
            #expect(
                list.column("content") == [
                    "Thank you!", "This is my door.", "Parcel JKT-7 is on its way.", "Are you there?",
                ]
            )
            #expect(list.column("context") == [.null, ["message_id": "wamid.parcel"], .null, .null])
            let conversations = try emulator.client().get("/\(usualNumber)/conversations")
            #expect(conversations.column("unread_count") == [1, 0])
            #expect(try emulator.events().isEmpty)
            let inside = try emulator.sendText()
            let outside = try emulator.sendText(to: "+628111111112")
            let fired = try await emulator.advance(["by": "1s"])["fired"]?.array ?? []
            #expect(fired.column("ref") == [inside, outside, inside].map(JSONValue.string))
            #expect(fired.column("result") == ["sent", "failed", "delivered"])
        }
    }

    @Test func `usernames: a receiver finds all contacts by user id, but not by number`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(scenario: "usernames", transport: receiver) { emulator in
            let rows = try emulator.client().get("/\(usualNumber)/conversations").data
            let people = try #require(rows.array).compactMap { $0["contact"] }
            #expect(people.column("name") == ["Citra", "Budi Santoso", "Sari W"])
            #expect(people.column("phone_number") == ["+628111111113", "+628111111112", nil])
            #expect(people.column("username") == [nil, "budi_s", "sari.w"])
            _ = try emulator.subscribe(to: ["message.received"])
            func hear(_ members: JSONObject) throws { try emulator.hear(adding: members) }
            try hear(["from": "+628111111112"])
            try hear(["from": "+628111111113"])
            try hear(["from": nil, "user_id": "ID.1048576000000017"])
            try emulator.changeIdentity(["from": "+628111111112", "phone": "hidden"])
            try emulator.changeIdentity(["from": "+628111111113", "new_number": "+628111111114"])
            try hear(["from": "+628111111112"])
            try hear(["from": "+628111111114"])
            try await emulator.settle()
            var byNumber = Ledger(people.column("phone_number"))
            var byUserID = Ledger(people.column("bsuid"))
            for webhook in receiver.received {
                let value = try #require(webhook.json["entry"]?[0]?["changes"]?[0]?["value"])
                let message = try #require(value["messages"]?[0])
                if let system = message["system"] {
                    byUserID.rename(system["previous_user_id"], to: system["user_id"])
                } else {
                    byNumber.note(value["contacts"]?[0]?["wa_id"]?.string.map { JSONValue.string("+" + $0) })
                    byUserID.note(value["contacts"]?[0]?["user_id"])
                }
            }
            #expect(receiver.received.count == 6)
            #expect(byUserID.strangers == 0)
            #expect(byUserID.people.count == 3)
            #expect(byNumber.strangers == 3)
            let after = try emulator.client().get("/\(usualNumber)/conversations").data
            #expect(Set(after.array?.column("id") ?? []) == Set(rows.array?.column("id") ?? []))
        }
    }

    // MARK: Onboarding

    @Test func `onboarding-automatic: a link completes itself after two seconds`() async throws {
        try await withEmulator(scenario: "onboarding-automatic") { emulator in
            let control = emulator.control(usualKey)
            #expect(try control.put("/__admin/clock", ["mode": "frozen"]).status == 200)
            let customer = try emulator.createCustomer()
            _ = try emulator.createLink(of: customer)
            #expect(try emulator.client().get("/customers/\(customer)").data["status"] == "pending")
            let fired = try await emulator.advance(["by": "2s"])
            #expect(fired["fired"]?.array?.column("kind") == ["onboarding"])
            #expect(try emulator.client().get("/customers/\(customer)").data["status"] == "active")
        }
    }

    @Test(
        arguments: [
            "signup_cancelled", "token_exchange_failed", "token_info_failed", "no_waba_found", "phone_lookup_failed",
            "account_limit_reached", "coexistence_mismatch", "already_onboarded",
        ]
    )
    func `onboarding-*: the signup fails with the reason in the file's name`(_ reason: String) async throws {
        try await withEmulator(scenario: "onboarding-\(reason.replacing("_", with: "-"))") { emulator in
            let customer = try #require(try emulator.client().get("/customers").data[0]?["id"])
            let ended = try emulator.control(usualKey).post("/__admin/simulate/onboarding", ["customer_id": customer])
            #expect(ended.status == 200)
            #expect(ended.json["outcome"] == "failed")
            #expect(ended.json["reason"] == .string(reason))
            let redirect = ended.json["redirect_url"]?.string ?? ""
            #expect(redirect.hasPrefix("https://platform.example/failed?"))
            #expect(redirect.contains("reason=\(reason)"))
        }
    }

    // MARK: Faults

    @Test func `flaky: every third request fails, and the next one succeeds`() async throws {
        try await withEmulator(scenario: "flaky") { emulator in
            let statuses = try (1...9).map { _ in try emulator.client().get("/me").status }
            #expect(statuses == [200, 200, 503, 200, 200, 503, 200, 200, 503])
        }
    }

    @Test func `slow: every response is delayed by 200 to 800 milliseconds`() async throws {
        try await withEmulator(scenario: "slow") { emulator in
            for _ in 1...5 {
                let reply = emulator.client().hold("/customers", ["name": "A"])
                guard case .later(let pending) = reply.content else { throw TestFailure("it is answered at once") }
                let delay = try #require(pending.timeout)
                #expect(delay >= .milliseconds(200) && delay <= .milliseconds(800))
            }
        }
    }

    @Test func `lost-answers: a retry with the idempotency key is replayed, and there is one customer`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(scenario: "lost-answers", transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            let headers: HTTPHeaders = ["Idempotency-Key": "first-try"]
            let lost = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            #expect(lost.cut == .reset)
            lost.onFinish?(.connectionLost)
            let again = try emulator.client().post("/customers", ["name": "Acme"], headers: headers)
            #expect(again.status == 201)
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
            #expect(try emulator.client().get("/customers").column("id") == [try #require(again.data["id"])])
            try await emulator.settle()
            #expect(receiver.received.map(\.event) == ["customer.created"])
        }
    }

    @Test func `webhook-receiver-torture: a receiver meets every delivery fault`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(scenario: "webhook-receiver-torture", transport: receiver) { emulator in
            let control = emulator.control(usualKey)
            #expect(try control.put("/__admin/clock", ["mode": "frozen"]).status == 200)
            for _ in 1...16 {
                try emulator.trigger("customer.created")
                try await emulator.settle()
            }
            let log = try emulator.deliveries().map { row in
                try emulator.delivery(row["id"]?.string ?? "")["attempt_log"]?[0]?["fault"]?.string
            }
            let expected: Set = [
                "wrong-signature", "no-signature", "stale-signature", "capital-signature", "unknown-event", "cut-short",
                "lost", "late", "twice", "shuffled",
            ]
            #expect(Set(log.compactMap { $0 }) == expected)
            #expect(receiver.received.contains { $0.event == "mock.unknown" })
            #expect(receiver.received.contains { $0.header("X-Kirim-Signature") == nil })
            #expect(receiver.received.count > 16)
        }
    }
}

/// A receiver's list of the contacts that it knows, by one member of the webhooks.
private struct Ledger {
    private(set) var people: Set<JSONValue>
    /// The number of messages from unknown contacts.
    private(set) var strangers = 0

    init(_ known: [JSONValue]) { people = Set(known.filter { !$0.isNull }) }

    mutating func note(_ person: JSONValue?) {
        guard let person, people.contains(person) else {
            strangers += 1
            return
        }
    }

    mutating func rename(_ old: JSONValue?, to new: JSONValue?) {
        guard let old, let new, people.remove(old) != nil else { return }
        people.insert(new)
    }
}
