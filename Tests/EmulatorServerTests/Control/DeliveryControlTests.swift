import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Deliveries as the control API shows them.
@Suite struct DeliveryControlTests {
    private static let path = "/__admin/webhooks/deliveries"

    // MARK: Reading

    @Test func `deliveries are listed oldest first, with subscription and URL`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomers(["1", "2"])
            let events = try emulator.events().map { JSONValue.string($0.id.description) }
            let rows = try emulator.deliveries()
            #expect(rows.column("event_id") == events)
            let id = try #require(rows[0]["id"])
            let sandboxes = try emulator.control().get("/__admin/sandboxes").json["data"]
            var row = try #require(rows[0].object)
            #expect(row.removeValue(forKey: "number") != nil)
            #expect(
                .object(row) == [
                    "sandbox": try #require(sandboxes?[0]?["id"]), "id": id, "subscription_id": .string(hook.id),
                    "url": .string(Emulator.hook), "event": events[0], "event_id": events[0],
                    "event_type": "customer.created", "status": "pending", "attempts": 0,
                    "next_attempt_at": Emulator.instant(0), "last_status": nil, "last_error": nil, "replayed_from": nil,
                    "hold": nil, "created_at": Emulator.instant(0),
                ] as JSONValue
            )
            receiver.release()
        }
    }

    @Test(
        arguments: [
            ("", "CuC"), ("?status=dead", "u"), ("?status=delivered", "CC"), ("?status=failed", ""),
            ("?event=customer.updated", "u"), ("?event=nonsense", ""), ("?limit=2", "uC"), ("?limit=1", "C"),
            ("?event=customer.created&limit=1", "C"), ("?subscription_id=HOOK", "CuC"), ("?subscription_id=x", ""),
        ]
    )
    func `deliveries can be filtered, and a limit keeps the newest`(query: String, types: String) async throws {
        let receiver = WebhookReceiver { $0.event == "customer.updated" ? .answer(400) : .answer(200) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created", "customer.updated"])
            let id = try emulator.createCustomer()
            _ = try emulator.client().patch("/customers/\(id)", ["name": "B"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let rows = try emulator.deliveries(query.replacing("HOOK", with: hook.id))
            #expect(rows.column("event_type").map { $0 == "customer.updated" ? "u" : "C" }.joined() == types)
        }
    }

    @Test(arguments: ["?limit=0", "?limit=1001", "?limit=x", "?status=lost"])
    func `an invalid filter of deliveries is refused`(query: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).get(Self.path + query)
            expectProblem(answer, 400, "invalid_body")
        }
    }

    @Test func `deliveries are listed page by page, from the newest to the oldest`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            for key in [usualKey, otherKey] { _ = try emulator.subscribe(to: ["customer.created"], key: key) }
            for key in [usualKey, otherKey, usualKey, usualKey, otherKey] { _ = try emulator.createCustomer(key: key) }
            try await emulator.settle(key: nil)
            let all = try emulator.deliveries(key: nil)
            var rows = try emulator.deliveries("?limit=2", key: nil)
            while let before = rows.first?["number"]?.integer, rows.count < 5 {
                rows = try emulator.deliveries("?before=\(before)&limit=2", key: nil) + rows
            }
            #expect(rows == all)
            #expect(Set(all.column("number")).count == 5)
        }
    }

    @Test func `imported deliveries are listed page by page, before later ones`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            for _ in 1...4 { _ = try emulator.createCustomer() }
            try await emulator.settle()
            let imported = try emulator.deliveries().column("id")
            let control = emulator.control(usualKey)
            #expect(try await control.postState(try control.get("/__admin/state").bytes).status == 200)
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let all = try emulator.deliveries()
            #expect(all.count == 5 && all.column("id").starts(with: imported))
            var rows = try emulator.deliveries("?limit=2")
            while let before = rows.first?["number"]?.integer, rows.count < 5 {
                let page = try emulator.deliveries("?before=\(before)&limit=2")
                try #require(!page.isEmpty)
                rows = page + rows
            }
            #expect(rows == all)
        }
    }

    @Test func `a row has what the receiver said last`() async throws {
        let receiver = WebhookReceiver { webhook in
            switch webhook.header("X-Kirim-Attempt") {
            case "1": .fail(.timeout)
            case "2": .answer(503)
            default: .answer(204)
            }
        }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            let steps: [(wait: JSONValue, status: JSONValue, error: JSONValue)] = [
                ("0s", .null, "timeout"), ("10s", 503, .null), ("30s", 204, .null),
            ]
            for step in steps {
                try await emulator.advance(["by": step.wait])
                let row = try #require(try emulator.deliveries().first)
                #expect(row["last_status"] == step.status)
                #expect(row["last_error"] == step.error)
            }
        }
    }

    @Test func `a delivery in Meta's envelope has the event of the world and Meta's id`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["message.received"])
            let triggered = try emulator.trigger("message.received")
            let row = try #require(try emulator.deliveries().first)
            #expect(row["event_id"] == triggered["event_id"])
            let event = try #require(row["event"]?.string)
            #expect(row["event"] != row["event_id"])
            let shown = try emulator.control(usualKey).get("/__admin/webhooks/events/\(event)").json
            #expect(shown["event_id"] == row["event_id"])
        }
    }

    @Test func `a replay names the delivery whose event it sends, and has its event`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            let first = try #require(try emulator.deliveries().first)
            let id = try #require(first["id"]?.string)
            _ = try emulator.control(usualKey).post("/__admin/webhooks/deliveries/\(id)/replay")
            let replay = try #require(try emulator.deliveries().last)
            #expect(replay["replayed_from"] == first["id"])
            #expect(replay["event"] == first["event"])
            #expect(first["replayed_from"] == .null)
        }
    }

    @Test func `a list without a key shows the deliveries of all worlds in order of time`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            for key in [usualKey, otherKey] { _ = try emulator.subscribe(to: ["customer.created"], key: key) }
            for key in [usualKey, otherKey, usualKey] {
                _ = try emulator.createCustomer(key: key)
                emulator.clock.advance(by: .seconds(1))
            }
            try await emulator.settle(key: nil)
            let rows = try emulator.deliveries(key: nil)
            #expect(rows.column("created_at") == [0, 1, 2].map(Emulator.instant))
            #expect(rows[0]["sandbox"] == rows[2]["sandbox"])
            #expect(rows[0]["sandbox"] != rows[1]["sandbox"])
            #expect(try emulator.deliveries(key: otherKey) == [rows[1]])
        }
    }

    @Test func `a delivery shows every attempt and its answer`() async throws {
        let receiver = WebhookReceiver { webhook in
            switch webhook.header("X-Kirim-Attempt") {
            case "1": .fail(.dns)
            case "2": .answer(503, headers: [HeaderField(name: "X-Why", value: "tired")], body: "later")
            default: .answer(200, body: "ok")
            }
        }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            try await emulator.advance(["by": "1m"])
            let row = try #require(try emulator.deliveries().first)
            let id = try #require(row["id"]?.string)
            // Found by its id, without a key as well.
            let detail = try emulator.delivery(id, key: nil)
            #expect(try emulator.delivery(id) == detail)
            for (name, value) in try #require(row.object) { #expect(detail[name] == value) }
            let sent = receiver.received
            try #require(sent.count == 3)
            #expect(detail["body"]?.string == String(decoding: sent[0].body, as: UTF8.self))
            let log = try #require(detail["attempt_log"]?.array)
            #expect(log.column("n") == [1, 2, 3])
            #expect(log.column("at") == [0, 10, 40].map(Emulator.instant))
            #expect(log.column("error") == ["dns", nil, nil])
            #expect(log.column("verdict") == ["retry", "retry", "delivered"])
            #expect(log.column("fault") == [nil, nil, nil])
            #expect(log.column("answer")[0] == .null)
            #expect(log[1]["answer"] == ["status": 503, "headers": ["X-Why": "tired"], "body": "later"])
            #expect(log[2]["answer"] == ["status": 200, "headers": [:], "body": "ok"])
            for (attempt, webhook) in zip(log, sent) {
                let headers = webhook.headers.map { ($0.name, JSONValue.string($0.value)) }
                #expect(attempt["headers"] == .object(JSONObject(uniqueKeysWithValues: headers)))
                #expect(try #require(attempt["took_ms"]?.integer) >= 0)
            }
        }
    }

    @Test func `a delivery that is unknown or of another world is not found`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            let id = try #require(try emulator.deliveries().first?["id"]?.string)
            _ = try emulator.world(of: otherKey)
            for path in ["\(Self.path)/\(id)", "\(Self.path)/wbd_0R4TN8ZK2XQWV6JGYC5BMD1HEA", "\(Self.path)/x"] {
                expectProblem(try emulator.control(otherKey).get(path), 404, "not_found")
                expectProblem(try emulator.control(otherKey).post(path + "/replay"), 404, "not_found")
            }
            expectProblem(try emulator.control().get("\(Self.path)/x"), 404, "not_found")
        }
    }

    // MARK: Replay

    @Test(arguments: ["active", "paused", "disabled"])
    func `a replay sends a delivery again, whatever its subscription's status`(status: String) async throws {
        let receiver = WebhookReceiver { _ in .answer(410) }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomers(Array(repeating: "A", count: status == "disabled" ? 20 : 1))
            try await emulator.settle()
            if status == "paused" {
                _ = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": "paused"])
            }
            let shown = try emulator.client().get("/webhook_subscriptions/\(hook.id)").data["status"]
            #expect(shown == .string(status))
            let before = receiver.received.count
            let original = try #require(try emulator.deliveries().first)
            let id = try #require(original["id"]?.string)
            receiver.react { _ in .answer(200) }
            let answer = try emulator.control().post("\(Self.path)/\(id)/replay")
            #expect(answer.status == 201)
            #expect(answer.json["replayed_from"] == .string(id))
            #expect(answer.json.object.map { Array($0.keys) } == ["id", "replayed_from"])
            try await emulator.settle()
            let sent = receiver.received.dropFirst(before)
            #expect(sent.count == 1)
            #expect(sent.first?.delivery.map(JSONValue.string) == answer.json["id"])
            #expect(sent.first?.header("X-Kirim-Event-Id").map(JSONValue.string) == original["event_id"])
            let replayed = try emulator.delivery(try #require(answer.json["id"]?.string))
            #expect(replayed["status"] == "delivered")
            #expect(try emulator.delivery(id)["status"] == "dead")
        }
    }

    @Test func `a delivery of a deleted subscription cannot be replayed`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let id = try #require(try emulator.deliveries().first?["id"]?.string)
            _ = try emulator.client().delete("/webhook_subscriptions/\(hook.id)")
            expectProblem(try emulator.control().post("\(Self.path)/\(id)/replay"), 404, "not_found")
        }
    }
}
