import Documents
import Domain
import EmulatorTesting
import OrderedCollections
import Testing

/// Single events as the control API shows them.
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

    @Test func `an unknown event is not found`() async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control(usualKey).get(Self.path + "/evt_0"), 404, "not_found")
        }
    }
}
