import Documents
import Domain
import EmulatorTesting
import OrderedCollections
import Testing

/// The events of worlds as the control API shows them.
@Suite struct EventControlTests {
    private static let path = "/__admin/webhooks/events"

    @Test func `an event is shown with its body although no subscription gets it`() async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer()
            let event = try #require(try emulator.events().first)
            let answer = try emulator.control(usualKey).get("\(Self.path)/\(event.id)")
            #expect(answer.status == 200)
            #expect(answer.json["event_id"] == answer.json["id"])
            #expect(answer.json["type"] == "customer.created")
            #expect(answer.json["created_at"] == Emulator.instant(0))
            let body = try JSONValue(parsing: Array((answer.json["body"]?.string ?? "").utf8))
            #expect(body["id"] == answer.json["id"])
            #expect(body["data"]?["customer"]?["id"] == .string(customer))
        }
    }

    @Test func `a request without a key finds the sandbox of an event`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            _ = try emulator.client("kdv_test_b").post("/customers", ["name": "B"])
            let event = try #require(try emulator.events().first)
            let found = try emulator.control().get("\(Self.path)/\(event.id)")
            #expect(found.json["id"] == .string(event.id.description))
            expectProblem(try emulator.control("kdv_test_b").get("\(Self.path)/\(event.id)"), 404, "not_found")
        }
    }

    // MARK: List

    private func events(_ emulator: Emulator, _ query: String = "", key: String? = usualKey) throws -> [JSONValue] {
        let answer = try emulator.control(key).get(Self.path + query)
        try #require(answer.status == 200)
        return try #require(answer.data.array)
    }

    @Test func `events are listed oldest first, delivered or not`() async throws {
        try await withEmulator { emulator in
            let customer = try emulator.createCustomer()
            _ = try emulator.client().patch("/customers/\(customer)", ["name": "B"])
            let rows = try events(emulator)
            #expect(rows.column("type") == ["customer.created", "customer.updated"])
            #expect(rows.column("id") == (try emulator.events().map { .string($0.id.description) }))
            let sandbox = try emulator.control().get("/__admin/sandboxes").data[0]?["id"]
            #expect(rows[0]["sandbox"] == sandbox)
            #expect(rows[0]["created_at"] == Emulator.instant(0))
            let requests = try emulator.control(usualKey).get("/__admin/requests").column("number")
            let numbers = [requests[0], rows[0]["number"], requests[1], rows[1]["number"]].compactMap { $0?.integer }
            #expect(numbers.count == 4 && numbers == numbers.sorted())
        }
    }

    @Test(
        arguments: [
            ("", "CuCuCu"), ("?type=customer.updated", "uuu"),
            ("?type=customer.updated,customer.created&limit=3", "uCu"),
            ("?type=nonsense", ""), ("?limit=1", "u"), ("?type=customer.created&limit=2", "CC"),
        ]
    )
    func `events can be filtered, and a limit keeps the newest`(query: String, types: String) async throws {
        try await withEmulator { emulator in
            for _ in 1...3 {
                let id = try emulator.createCustomer()
                _ = try emulator.client().patch("/customers/\(id)", ["name": "B"])
            }
            let rows = try events(emulator, query)
            #expect(rows.column("type").map { $0 == "customer.updated" ? "u" : "C" }.joined() == types)
        }
    }

    @Test func `events of all worlds are listed page by page, from the newest to the oldest`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey, otherKey, usualKey, usualKey] { _ = try emulator.createCustomer(key: key) }
            let all = try events(emulator, key: nil)
            var rows = try events(emulator, "?limit=2", key: nil)
            while let before = rows.first?["number"]?.integer, rows.count < 5 {
                rows = try events(emulator, "?before=\(before)&limit=2", key: nil) + rows
            }
            #expect(rows == all)
            #expect(Set(all.column("number")).count == 5)
            #expect(try events(emulator).count == 3)
        }
    }

    @Test func `restored events are listed page by page, before later ones`() async throws {
        try await withEmulator { emulator in
            for _ in 1...4 { _ = try emulator.createCustomer() }
            let restored = try events(emulator).column("id")
            let control = emulator.control(usualKey)
            _ = try control.post("/__admin/snapshots", ["name": "one"])
            _ = try await control.postLater("/__admin/snapshots/one/restore")
            _ = try emulator.createCustomer()
            let all = try events(emulator)
            #expect(all.count == 5 && all.column("id").starts(with: restored))
            var rows = try events(emulator, "?limit=2")
            while let before = rows.first?["number"]?.integer, rows.count < 5 {
                let page = try events(emulator, "?before=\(before)&limit=2")
                try #require(!page.isEmpty)
                rows = page + rows
            }
            #expect(rows == all)
        }
    }

    @Test(arguments: ["?limit=0", "?limit=1001", "?before=-1", "?before=x"])
    func `an invalid filter of events is refused`(query: String) async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control(usualKey).get(Self.path + query), 400, "invalid_body")
        }
    }

    @Test func `an unknown event is not found`() async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control(usualKey).get(Self.path + "/evt_0"), 404, "not_found")
        }
    }
}
