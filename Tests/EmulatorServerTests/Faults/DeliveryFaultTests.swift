import Documents
import Domain
import EmulatorTesting
import HTTPServing
import OrderedCollections
import Testing

@Suite struct DeliveryFaultTests {
    /// Runs a test with a subscription and one fault rule.
    private func withRule(
        _ rule: JSONValue,
        receiver: WebhookReceiver = WebhookReceiver(),
        _ body: (Emulator, WebhookReceiver, Subscribed) async throws -> Void
    ) async throws {
        try await withEmulator(transport: receiver) { emulator in
            let subscribed = try emulator.subscribe(to: ["customer.created", "customer.updated"])
            let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
            try #require(answer.status == 201, "\(answer.json)")
            try await body(emulator, receiver, subscribed)
        }
    }

    private func fault(_ then: JSONValue, on matcher: JSONValue = ["event": "customer.created"]) -> JSONValue {
        ["id": "f", "on": matcher, "then": then]
    }

    @Test func `a dropped delivery is dead without having been sent`() async throws {
        try await withRule(fault(["drop": true])) { emulator, receiver, subscribed in
            let id = try emulator.createCustomer()
            try await emulator.settle()
            #expect(receiver.received.isEmpty)
            let row = try #require(try emulator.deliveries().first)
            #expect(row["status"] == "dead")
            let delivery = try emulator.delivery(try #require(row["id"]?.string))
            #expect(delivery["attempt_log"]?[0]?["fault"] == "f")
            #expect(delivery["attempt_log"]?[0]?["answer"] == .null)
            #expect(delivery["attempt_log"]?[0]?["error"] == .null)
            #expect(delivery["attempt_log"]?[1] == nil)
            _ = try emulator.client().patch("/customers/\(id)", ["name": "B"])
            try await emulator.settle()
            #expect(receiver.received.map(\.event) == ["customer.updated"])
            #expect(try emulator.client().get("/webhook_subscriptions/\(subscribed.id)").data["status"] == "active")
            let reset = try await emulator.control(usualKey).postLater("/__admin/reset")
            #expect(reset.json["leftovers"]?["undelivered_events"] == [try #require(row["event_id"])])
        }
    }

    @Test func `a dropped attempt is retried on schedule`() async throws {
        try await withRule(fault(["drop": true], on: ["attempt": 1])) { emulator, receiver, _ in
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(receiver.received.isEmpty)
            #expect(try emulator.deliveries().column("status") == ["failed"])
            try await emulator.advance(["by": "10s"])
            #expect(receiver.received.map { $0.header("X-Kirim-Attempt") } == ["2"])
            #expect(try emulator.deliveries().column("status") == ["delivered"])
        }
    }

    @Test func `the copies of a duplicated attempt are the same byte for byte`() async throws {
        try await withRule(fault(["duplicate": ["n": 2]])) { emulator, receiver, _ in
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(receiver.received.count == 3)
            #expect(Set(receiver.received.map(\.body)).count == 1)
            #expect(Set(receiver.received.map(\.headers)).count == 1)
            #expect(try emulator.deliveries().column("attempts") == [1])
        }
    }

    @Test func `the answer to the original attempt decides, not those to its copies`() async throws {
        let receiver = WebhookReceiver()
        try await withRule(fault(["duplicate": ["n": 1]]), receiver: receiver) { emulator, _, _ in
            receiver.react { [receiver] _ in .answer(receiver.received.count == 1 ? 500 : 200) }
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(receiver.received.count == 2)
            #expect(try emulator.deliveries().column("status") == ["failed"])
            try await emulator.advance(["by": "10s"])
            #expect(receiver.received.map { $0.header("X-Kirim-Attempt") } == ["1", "1", "2"])
            #expect(try emulator.deliveries().column("status") == ["delivered"])
        }
    }

    @Test func `an attempt shows the answers to its copies in their order`() async throws {
        let receiver = WebhookReceiver()
        try await withRule(fault(["duplicate": ["n": 2]]), receiver: receiver) { emulator, _, _ in
            receiver.react { [receiver] _ in
                switch receiver.received.count {
                case 1: .answer(200)
                case 2: .answer(409, body: "again")
                default: .fail(.timeout)
                }
            }
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let id = try #require(try emulator.deliveries().first?["id"]?.string)
            let attempt = try #require(try emulator.delivery(id)["attempt_log"]?[0])
            #expect(attempt["answer"]?["status"] == 200)
            #expect(attempt["verdict"] == "delivered")
            let refused: JSONValue = ["status": 409, "headers": [:], "body": "again"]
            #expect(
                attempt["copies"] == [["answer": refused, "error": nil], ["answer": nil, "error": "timeout"]]
            )
        }
    }

    @Test func `a reorder rule reverses each window of deliveries, and an advance sends the rest`() async throws {
        try await withRule(fault(["reorder": ["window": 3]])) { emulator, receiver, _ in
            for name: JSONValue in ["1", "2", "3", "4", "5"] {
                _ = try emulator.client().post("/customers", ["name": name])
            }
            let first = await receiver.received(atLeast: 3)
            #expect(first.prefix(3).map { $0.json["data"]?["customer"]?["name"] } == ["3", "2", "1"])
            try await emulator.settle()
            #expect(receiver.received.map { $0.json["data"]?["customer"]?["name"] } == ["3", "2", "1", "5", "4"])
        }
    }

    @Test func `a delivery that a reorder rule holds is sent after a second of wall time`() async throws {
        try await withRule(fault(["reorder": ["window": 3]])) { emulator, receiver, _ in
            _ = try emulator.createCustomer()
            #expect(await receiver.received(atLeast: 1).count == 1)
        }
    }

    @Test func `a reset cancels the deliveries that a reorder rule holds`() async throws {
        try await withRule(fault(["reorder": ["window": 3]])) { emulator, receiver, _ in
            _ = try emulator.createCustomer()
            let report = try await emulator.control(usualKey).postLater("/__admin/reset").json
            #expect(report["cancelled"]?["deliveries"] == 1)
            try await emulator.settle()
            #expect(receiver.received.isEmpty)
        }
    }

    @Test func `an advance waits for a delayed delivery`() async throws {
        try await withRule(fault(["delay": "30ms"])) { emulator, receiver, _ in
            _ = try emulator.createCustomer()
            #expect(receiver.received.isEmpty)
            try await emulator.settle()
            #expect(receiver.received.count == 1)
            #expect(try emulator.deliveries().column("status") == ["delivered"])
        }
    }

    // MARK: Signatures and bodies

    @Test func `a wrong signature is well formed but not that of the secret`() async throws {
        try await withRule(fault(["signature": "wrong"])) { emulator, receiver, subscribed in
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let webhook = try #require(receiver.received.first)
            let header = try #require(SignatureHeader(webhook.header("X-Kirim-Signature")))
            #expect(header.codes.count == 1)
            #expect(header.codes != [header.code(of: webhook.body, secret: subscribed.secret)])
        }
    }

    @Test func `a missing signature is missing from both headers`() async throws {
        try await withRule(fault(["signature": "missing"])) { emulator, receiver, _ in
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let webhook = try #require(receiver.received.first)
            #expect(webhook.headers.filter { $0.name.contains("Signature") } == [])
        }
    }

    @Test func `a stale signature is valid but ten minutes old`() async throws {
        try await withRule(fault(["signature": "stale"])) { emulator, receiver, subscribed in
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let webhook = try #require(receiver.received.first)
            try expect(webhook, isSignedWith: [subscribed.secret], at: emulator.clock.now.seconds - 600)
        }
    }

    @Test func `an uppercase signature differs from the valid one only in case`() async throws {
        try await withRule(fault(["signature": "uppercase"])) { emulator, receiver, subscribed in
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let webhook = try #require(receiver.received.first)
            let value = try #require(webhook.header("X-Kirim-Signature"))
            let digits = try #require(value.wholeMatch(of: /t=\d+,v1=([0-9A-F]{64})/)).1
            let header = try #require(SignatureHeader(value.replacing(digits, with: digits.lowercased())))
            #expect(header.codes == [header.code(of: webhook.body, secret: subscribed.secret)])
        }
    }

    @Test func `a truncated delivery ends early and is signed over its whole body`() async throws {
        try await withRule(fault(["truncate": ["after": 10]])) { emulator, receiver, subscribed in
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let webhook = try #require(receiver.received.first)
            #expect(webhook.body.count == 10)
            let whole = try emulator.delivery(try #require(webhook.delivery))["body"]?.string ?? ""
            let header = try #require(SignatureHeader(webhook.header("X-Kirim-Signature")))
            #expect(header.codes == [header.code(of: Array(whole.utf8), secret: subscribed.secret)])
        }
    }

    @Test func `an unknown event differs only in its type and has a valid signature`() async throws {
        try await withRule(fault(["unknown_event": true])) { emulator, receiver, subscribed in
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let webhook = try #require(receiver.received.first)
            #expect(webhook.event == "mock.unknown")
            #expect(webhook.json["type"] == "mock.unknown")
            try expect(webhook, isSignedWith: [subscribed.secret])
            var original = try JSONValue(
                parsing: Array((try emulator.delivery(try #require(webhook.delivery))["body"]?.string ?? "").utf8)
            )
            #expect(original["type"] == "customer.created")
            original.set("mock.unknown", at: JSONPointer(["type"]))
            #expect(original == webhook.json)
        }
    }

    // MARK: Matching

    @Test(
        arguments: [
            ["event": "customer.*"], ["url": "https://platform.*"], ["where": ["/body/data/customer/name": "Ac*"]],
            ["where": ["/headers/x-kirim-event": "customer.created"]], ["any": true],
        ] as [JSONValue]
    )
    func `a rule matches deliveries by event, URL, body and headers`(_ matcher: JSONValue) async throws {
        try await withRule(fault(["drop": true], on: matcher)) { emulator, receiver, _ in
            _ = try emulator.client().post("/customers", ["name": "Acme"])
            try await emulator.settle()
            #expect(receiver.received.isEmpty)
        }
    }

    @Test(
        arguments: [
            ["event": "customer.updated"], ["url": "https://other.*"], ["where": ["/body/data/customer/name": "B*"]],
            ["subscription_id": "wbs_1"], ["attempt": 2],
        ] as [JSONValue]
    )
    func `a delivery that does not match a rule is sent unchanged`(_ matcher: JSONValue) async throws {
        try await withRule(fault(["drop": true], on: matcher)) { emulator, receiver, _ in
            _ = try emulator.client().post("/customers", ["name": "Acme"])
            try await emulator.settle()
            #expect(receiver.received.count == 1)
            let delivery = try emulator.delivery(try #require(receiver.received[0].delivery))
            #expect(delivery["attempt_log"]?[0]?["fault"] == .null)
        }
    }

    @Test func `a rule counts a delivery once for all its attempts`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withRule(fault(["signature": "missing"]), receiver: receiver) { emulator, _, _ in
            _ = try emulator.createCustomer()
            try await emulator.advance(["by": "1m"])
            let rule = try emulator.control(usualKey).get("/__admin/faults/f").json
            #expect(rule["matched"] == 1)
            #expect(rule["phase"] == .null)
            #expect(receiver.received.count == 3)
            #expect(receiver.received.allSatisfy { $0.header("X-Kirim-Signature") == nil })
        }
    }

    @Test(
        arguments: [
            (["event": "customer.create"], ["drop": true], "/on/event", "customer.created"),
            (["event": "customer.created", "operation": "getMe"], ["drop": true], "/on/event", nil),
            (["operation": "getMe"], ["drop": true], "/then/drop", nil),
            (["event": "customer.created"], ["error": "conflict"], "/then", nil),
            (["event": "customer.created"], ["drop": true, "signature": "wrong"], "/then", nil),
            (["any": true], ["drop": true, "error": "conflict"], "/then", nil),
            (["attempt": 1], ["reorder": ["window": 2]], "/on/attempt", nil),
            (["event": "customer.created", "where": ["/query/a": "b"]], ["drop": true], "/on/where/~1query~1a", nil),
            (["any": true], ["drop": true, "delay": ["uniform": ["5s", "1s"]]], "/then/delay/uniform/1", nil),
        ] as [(JSONValue, JSONValue, String, String?)]
    )
    func `an invalid rule for deliveries is refused with its pointer`(
        _ matcher: JSONValue,
        _ then: JSONValue,
        pointer: String,
        hint: String?
    ) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).post("/__admin/faults", ["on": matcher, "then": then])
            #expect(answer.status == 400)
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer))
            #expect(answer.json["errors"]?[0]?["hint"]?.string == hint)
        }
    }
}
