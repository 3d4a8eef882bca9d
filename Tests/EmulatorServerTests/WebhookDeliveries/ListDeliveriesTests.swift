import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ListDeliveriesTests {
    private static let path = "/webhook_deliveries"

    // MARK: Rows

    @Test func `a delivery is listed as soon as its event has happened`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            let list = try emulator.client().get(Self.path)
            let event = try #require(try emulator.events().last)
            let row = try #require(list.data[0]?.object)
            #expect(
                Array(row.keys) == [
                    "id", "object", "subscription_id", "event_id", "event_type", "status", "attempts",
                    "next_attempt_at", "last_status_code", "last_error", "replayed_from", "created_at", "updated_at",
                ]
            )
            let id = try #require(row["id"]?.string)
            #expect(id.wholeMatch(of: /wbd_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
            #expect(
                list.data == [
                    [
                        "id": .string(id), "object": "webhook_delivery", "subscription_id": .string(hook.id),
                        "event_id": .string(event.id.description), "event_type": "customer.created",
                        "status": "pending", "attempts": 0, "next_attempt_at": Emulator.instant(0),
                        "last_status_code": nil, "last_error": nil, "replayed_from": nil,
                        "created_at": Emulator.instant(0), "updated_at": Emulator.instant(0),
                    ]
                ]
            )
            #expect(try emulator.client().get("\(Self.path)/\(id)").data == .object(row))
        }
    }

    @Test(
        arguments: [
            (.answer(204), "delivered", 204, nil, nil), (.answer(503), "failed", 503, 10, "503"),
            (.answer(410), "dead", 410, nil, "410"), (.fail(.refused), "failed", nil, 10, "refused"),
            (.fail(.timeout), "failed", nil, 10, "in time"),
        ] as [(WebhookReceiver.Reaction, String, Int?, Int64?, String?)]
    )
    func `a delivery shows the result of its last attempt`(
        reaction: WebhookReceiver.Reaction,
        status: String,
        code: Int?,
        wait: Int64?,
        error: String?
    ) async throws {
        let receiver = WebhookReceiver { _ in reaction }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let row = try #require(try emulator.client().get(Self.path).data[0])
            #expect(row["status"] == .string(status))
            #expect(row["attempts"] == 1)
            #expect(row["last_status_code"] == code.map(JSONValue.integer) ?? .null)
            #expect(row["next_attempt_at"] == wait.map(Emulator.instant) ?? .null)
            let sentence = row["last_error"]?.string
            #expect(error.map { sentence?.contains($0) == true } ?? (sentence == nil))
        }
    }

    @Test func `each active subscription to the type of an event gets a delivery`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let first = try emulator.subscribe(to: ["customer.created", "customer.updated"])
            let second = try emulator.subscribe(to: ["customer.created"], at: "https://second.example/")
            _ = try emulator.subscribe(to: ["customer.archived"])
            let paused = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.client().patch("/webhook_subscriptions/\(paused.id)", ["status": "paused"])
            _ = try emulator.createCustomer()
            _ = try emulator.createCustomer(key: otherKey)
            let rows = try emulator.client().get(Self.path)
            #expect(rows.column("subscription_id") == [.string(second.id), .string(first.id)])
            #expect(Set(rows.column("event_id")).count == 1)
            #expect(Set(rows.column("id")).count == 2)
        }
    }

    @Test func `a refused request creates no delivery`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created", "customer.updated"])
            let client = emulator.client()
            #expect(try client.post("/customers", ["name": ""]).status == 400)
            #expect(try client.patch("/customers/cus_335T08RM0EAKN9DTE6RD5RWP7B", ["name": "A"]).status == 404)
            try await emulator.settle()
            #expect(try client.get(Self.path).data == [])
            #expect(receiver.received.isEmpty)
        }
    }

    @Test func `a delivery is kept for thirty days`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let id = try #require(try emulator.client().get(Self.path).data[0]?["id"]?.string)
            emulator.clock.advance(by: .seconds(30 * 86_400) - .milliseconds(1))
            #expect(try emulator.client().get("\(Self.path)/\(id)").status == 200)
            #expect(try emulator.client().get(Self.path).data.array?.count == 1)
            emulator.clock.advance(by: .milliseconds(1))
            #expect(try emulator.client().get(Self.path).data == [])
            expect(try emulator.client().get("\(Self.path)/\(id)"), refuses: 404, "resource_not_found")
            expect(try emulator.client().post("\(Self.path)/\(id)/replay"), refuses: 404, "resource_not_found")
        }
    }

    // MARK: Filters

    /// Creates deliveries a minute apart: customer.created to both subscriptions, customer.updated to the first.
    private func seed(_ emulator: Emulator) async throws -> (both: Subscribed, created: Subscribed) {
        let both = try emulator.subscribe(to: ["customer.created", "customer.updated"], at: "https://both.example/")
        let created = try emulator.subscribe(to: ["customer.created"], at: "https://created.example/")
        let id = try emulator.createCustomer()
        emulator.clock.advance(by: .seconds(60))
        _ = try emulator.client().patch("/customers/\(id)", ["name": "Other"])
        emulator.clock.advance(by: .seconds(60))
        _ = try emulator.createCustomer()
        try await emulator.settle()
        return (both, created)
    }

    @Test(
        arguments: [
            ("", "CCuCC"), ("subscription_id=BOTH", "CuC"), ("subscription_id=CREATED", "CC"),
            ("status=delivered", "CCCC"), ("status=dead", "u"), ("status=pending", ""), ("status=failed", ""),
            ("event_type=customer.created", "CCCC"), ("event_type=customer.updated", "u"), ("event_type=nonsense", ""),
            ("subscription_id=BOTH&status=delivered", "CC"), ("subscription_id=CREATED&status=dead", ""),
            ("subscription_id=BOTH&event_type=customer.updated&status=dead", "u"),
            ("created_after=2026-06-04T10:00:00.000Z", "CCu"), ("created_after=2026-06-04T09:59:59.999Z", "CCuCC"),
            ("created_before=2026-06-04T10:01:00Z", "CC"), ("created_before=2026-06-04T10:01:00.001Z", "uCC"),
            ("created_after=2026-06-04T10:00:00Z&created_before=2026-06-04T10:02:00Z", "u"),
            ("created_after=2026-06-04T12:00:30%2B02:00", "CCu"),
            ("subscription_id=wbs_0R4TN8ZK2XQWV6JGYC5BMD1HEA", ""), ("nonsense=1", "CCuCC"),
        ]
    )
    func `deliveries are filtered, and time filters exclude their ends`(query: String, types: String) async throws {
        let receiver = WebhookReceiver { $0.event == "customer.updated" ? .answer(400) : .answer(200) }
        try await withEmulator(transport: receiver) { emulator in
            let hooks = try await seed(emulator)
            let query = query.replacing("BOTH", with: hooks.both.id).replacing("CREATED", with: hooks.created.id)
            let list = try emulator.client().get("\(Self.path)?\(query)")
            #expect(list.status == 200)
            let shown = list.column("event_type").map { $0 == "customer.updated" ? "u" : "C" }.joined()
            #expect(shown == types)
        }
    }

    @Test(
        arguments: [
            ("subscription_id=nonsense", "invalid_field_value", "subscription_id"),
            ("subscription_id=wbd_0R4TN8ZK2XQWV6JGYC5BMD1HEA", "invalid_field_value", "subscription_id"),
            ("status=lost", "invalid_field_value", "status"), ("event_type=", "invalid_field_value", "event_type"),
            ("created_after=yesterday", "invalid_field_value", "created_after"),
            ("created_after=2026-06-04", "invalid_field_value", "created_after"),
            ("created_before=2026-06-04T10:00:00", "invalid_field_value", "created_before"),
            ("limit=0", "invalid_limit", "limit"), ("limit=101", "invalid_limit", "limit"),
            ("limit=x", "invalid_limit", "limit"), ("cursor=nonsense", "invalid_cursor", "cursor"),
            ("status=lost&limit=0", "invalid_field_value", "status"),
        ]
    )
    func `an invalid filter of deliveries is refused`(query: String, code: String, param: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().get("\(Self.path)?\(query)")
            expect(answer, refuses: 400, code, param: param)
        }
    }

    // MARK: Pages

    @Test func `paging shows each delivery once while new ones are added`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomers(["1", "2", "3", "4", "5"])
            let all = try emulator.client().get(Self.path).column("id")
            #expect(all.count == 5)
            var seen: [JSONValue] = []
            var cursor: String?
            repeat {
                let query = cursor.map { "?limit=2&cursor=\($0)" } ?? "?limit=2"
                let page = try emulator.client().get(Self.path + query)
                #expect(page.column("id").count == (seen.count == 4 ? 1 : 2))
                #expect(page.json["has_more"] == .bool(seen.count < 4))
                seen += page.column("id")
                cursor = page.json["next_cursor"]?.string
                _ = try emulator.createCustomer()
            } while cursor != nil
            #expect(seen == all)
        }
    }

    @Test func `a cursor is valid only with its filters`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomers(["1", "2", "3"])
            let query = "?event_type=customer.created&limit=1"
            let cursor = try #require(try emulator.client().get(Self.path + query).json["next_cursor"]?.string)
            #expect(try emulator.client().get("\(Self.path)\(query)&cursor=\(cursor)").status == 200)
            for other in ["?cursor=\(cursor)", "?event_type=customer.updated&cursor=\(cursor)"] {
                let answer = try emulator.client().get(Self.path + other)
                expect(answer, refuses: 400, "invalid_cursor", param: "cursor")
            }
        }
    }

    @Test func `an empty list of deliveries has no next page`() async throws {
        try await withEmulator { emulator in
            let list = try emulator.client().get(Self.path)
            #expect(list.json["data"] == [])
            #expect(list.json["has_more"] == false)
            #expect(list.json["next_cursor"] == .null)
        }
    }

    @Test func `deliveries of other organizations are not found`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            let id = try #require(try emulator.client().get(Self.path).data[0]?["id"]?.string)
            #expect(try emulator.client(otherKey).get(Self.path).data == [])
            for missing in [id, "wbd_0R4TN8ZK2XQWV6JGYC5BMD1HEA", "nonsense"] {
                let answer = try emulator.client(otherKey).get("\(Self.path)/\(missing)")
                expect(answer, refuses: 404, "resource_not_found")
            }
        }
    }
}
