import Contract
import Documents
import Domain
import OrderedCollections
import Synchronization
import Testing

@testable import Scenarios

/// Steps that expect events and deliveries.
@Suite struct OccurrenceStepTests {
    /// An emulator that has had these events, by id; it never gets more.
    private static func driver(_ events: [(id: String, body: JSONValue)]) -> FakeDriver {
        FakeDriver { request in
            if request.target.hasPrefix("/__admin/wait") {
                let wanted = request.json["count"]?.integer ?? 1
                return .json(
                    200,
                    [
                        "outcome": wanted <= events.count ? "satisfied" : "timed_out",
                        "matched": .integer(events.count),
                        "refs": .array(
                            events.dropFirst(request.json["offset"]?.integer ?? 0).prefix(100)
                                .map { .string("event:\($0.id)") }
                        ),
                        "nearest": [],
                    ]
                )
            }
            guard let event = events.first(where: { request.target == "/__admin/webhooks/events/\($0.id)" }) else {
                return .json(request.target.hasPrefix("/__admin/webhooks/trigger") ? 201 : 200, trigger)
            }
            return .json(
                200,
                [
                    "id": .string(event.id), "event_id": .string(event.id), "type": event.body["type"] ?? "",
                    "body": .string(event.body.text),
                ]
            )
        }
    }

    private static let trigger: JSONValue = [
        "event_id": "evt_1", "type": "customer.created", "deliveries": [], "violations": [["pointer": "/data"]],
    ]

    /// An event that the contract allows, with another name of the customer.
    private static func event(_ id: String, name: String) throws -> (id: String, body: JSONValue) {
        var body = try #require(try Checkout.contract.get().webhook("customer.created")?.example)
        body.set(.string(name), at: JSONPointer(["data", "customer", "name"]))
        return (id, body)
    }

    private static func step(_ name: String) -> String {
        "  - expect_event: { type: customer.created, data: { customer: { name: \(name) } }, within: 50ms }\n"
    }

    @Test func `an event satisfies one step only, and later steps get the others`() async throws {
        let driver = Self.driver([try Self.event("evt_1", name: "A"), try Self.event("evt_2", name: "A")])
        let step = Self.step("A")
        #expect(try await run(step + step, on: driver).failures.map(\.message) == [])
        let report = try await run(step + step + step, on: driver)
        #expect(report.steps.map(\.failures.count) == [0, 0, 1])
        #expect(
            report.failures.map(\.message) == [
                "no event came within 50ms: all that match (2) have satisfied earlier steps"
            ]
        )
    }

    @Test func `an event with other data is left for a later step`() async throws {
        let driver = Self.driver([try Self.event("evt_1", name: "A"), try Self.event("evt_2", name: "B")])
        #expect(try await run(Self.step("B") + Self.step("A"), on: driver).failures.map(\.message) == [])
    }

    @Test func `events after the first hundred are found as well`() async throws {
        let events = try (1...250).map { try Self.event("evt_\($0)", name: $0 == 205 ? "A" : "B") }
        #expect(try await run(Self.step("A"), on: Self.driver(events)).failures.map(\.message) == [])
        let others = String(repeating: Self.step("B"), count: 110)
        let report = try await run(others + Self.step("A") + Self.step("A"), on: Self.driver(events))
        #expect(report.steps.prefix(111).allSatisfy { $0.failures.isEmpty })
        #expect(report.failures.first?.message.contains("the nearest of 139, has other data") == true)
    }

    @Test func `if no event has the data, the nearest one is shown`() async throws {
        let report = try await run(Self.step("C"), on: Self.driver([try Self.event("evt_1", name: "A")]))
        #expect(
            report.failures.map(\.message) == [
                "no event came within 50ms with this data: event:evt_1 has other data",
                "/body/data/customer/name must be `C`",
            ]
        )
        #expect(report.failures.last?.pointer?.description == "/body/data/customer/name")
        #expect(report.failures.last?.actual == "A")
    }

    @Test func `if no event matches, the nearest misses are shown`() async throws {
        let report = try await run(Self.step("A"), on: Self.driver([]))
        #expect(report.failures.map(\.message) == ["no event came within 50ms: none matches"])
    }

    @Test func `an event that breaks the contract fails the step, unless a step has triggered it so`() async throws {
        let broken: JSONValue = ["type": "customer.created", "data": ["customer": ["name": "A"]]]
        let driver = Self.driver([("evt_1", broken)])
        let report = try await run(Self.step("A"), on: driver)
        #expect(!report.hasPassed)
        #expect(report.failures.allSatisfy { $0.message.hasPrefix("the event breaks the contract: body") })
        let trigger = "  - trigger: { event: customer.created }\n"
        #expect(try await run(trigger + Self.step("A"), on: driver).failures.map(\.message) == [])
    }

    @Test func `after a reset, an event with the same id is another one`() async throws {
        let driver = Self.driver([try Self.event("evt_1", name: "A")])
        let report = try await run(Self.step("A") + "  - reset: {}\n" + Self.step("A"), on: driver)
        #expect(report.failures.map(\.message) == [])
    }

    @Test func `a restore goes back to the events that were used at the time of the snapshot`() async throws {
        let driver = Self.driver([try Self.event("evt_1", name: "A"), try Self.event("evt_2", name: "A")])
        let step = Self.step("A")
        let steps = step + "  - snapshot: one\n" + step + "  - restore: one\n" + step
        #expect(try await run(steps, on: driver).failures.map(\.message) == [])
        #expect(try await run(steps + step, on: driver).steps.last?.failures.count == 1)
    }

    @Test func `the data of an event in Meta's envelope is the value of its change`() async throws {
        let body = try #require(try Checkout.contract.get().webhook("message.status")?.example)
        let driver = FakeDriver { request in
            guard request.target == "/__admin/webhooks/deliveries/wbd_1" else {
                return .json(200, ["outcome": "satisfied", "matched": 1, "refs": ["sbx_1/delivery:wbd_1"]])
            }
            return .json(200, ["id": "wbd_1", "event_type": "message.status", "body": .string(body.text)])
        }
        let report = try await run(
            """
              - expect_delivery: { event: message.status, data: { messaging_product: whatsapp } }
              - expect_delivery: { event: message.status, within: 50ms }
            """,
            on: driver
        )
        #expect(report.steps.map(\.failures.count) == [0, 1])
    }
}
