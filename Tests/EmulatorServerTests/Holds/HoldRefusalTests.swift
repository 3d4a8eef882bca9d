import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct HoldRefusalTests {
    @Test(
        arguments: [
            ([:], "", nil), (["request": ["any": true], "delivery": ["any": true]], "", nil),
            (["request": [:]], "/request", nil), (["request": ["event": "customer.*"]], "/request/event", nil),
            (["delivery": ["attempt": 1]], "/delivery/attempt", nil),
            (["delivery": ["any": true], "phase": "after_commit"], "/phase", nil),
            (["request": ["operation": "createCustomers"]], "/request/operation", "createCustomer"),
            (["request": ["tag": "Customer"]], "/request/tag", "Customers"),
            (["request": ["operatio": "getMe"]], "/request/operatio", "operation"),
            (["request": ["any": true], "phase": "after_comit"], "/phase", "after_commit"),
            (["request": ["where": ["/headers": 1, "/boddy/a": 1]]], "/request/where/~1boddy~1a", nil),
            (["delivery": ["event": "customer.create"]], "/delivery/event", "customer.created"),
            (["request": ["any": true], "id": ""], "/id", nil),
        ] as [(JSONValue, String, String?)]
    )
    func `an invalid hold is refused with its pointer`(body: JSONValue, pointer: String, hint: String?) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).post("/__admin/holds", body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer))
            #expect(answer.json["errors"]?[0]?["hint"]?.string == hint)
            #expect(try emulator.holds() == [])
        }
    }

    @Test func `an id belongs to one hold at a time`() async throws {
        try await withEmulator { emulator in
            let body: JSONValue = ["id": "h", "request": ["any": true]]
            try emulator.createHold(body)
            expectProblem(try emulator.control(usualKey).post("/__admin/holds", body), 409, "invalid_state")
            expectProblem(try emulator.control().post("/__admin/holds", body), 409, "invalid_state")
            try emulator.createHold(body, key: otherKey)
            // The first sandbox has no such hold, and has none after the refusal for the second one either.
            try emulator.release("h")
            expectProblem(try emulator.control().post("/__admin/holds", body), 409, "invalid_state")
            #expect(try emulator.holds() == [])
            try emulator.createHold(body)
        }
    }

    @Test func `a hold that does not exist can be neither released nor deleted`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, nil] as [String?] {
                let control = emulator.control(key)
                expectProblem(try control.post("/__admin/holds/none/release"), 404, "not_found")
                expectProblem(try control.delete("/__admin/holds/none"), 404, "not_found")
            }
        }
    }

    @Test(
        arguments: [
            (["order": ["request:2", "request:9"]], "/order/1"), (["order": ["request:1", "request:1"]], "/order/1"),
            (["order": ["delivery:wbd_1"]], "/order/0"), (["order": []], "/order"), (["count": 0], "/count"),
            (["order": ["request:1"], "count": 1], "/order"), (["number": 1], "/number"),
        ] as [(JSONValue, String)]
    )
    func `an invalid release is refused with its pointer and releases nothing`(
        body: JSONValue,
        pointer: String
    ) async throws {
        try await withEmulator { emulator in
            try emulator.createHold(["id": "h", "request": ["any": true]])
            let replies = ["1", "2"].map { emulator.beginCreating($0) }
            let answer = try emulator.control(usualKey).post("/__admin/holds/h/release", body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer))
            #expect(try emulator.heldReferences() == ["request:1", "request:2"])
            try emulator.release("h")
            for reply in replies { #expect(try await emulator.created(reply).status == 201) }
        }
    }

    @Test func `the refusal of a release lists what is held`() async throws {
        try await withEmulator { emulator in
            try emulator.createHold(["id": "h", "request": ["any": true]])
            let empty = try emulator.control(usualKey).post("/__admin/holds/h/release", ["order": ["request:7"]])
            #expect(empty.json["errors"]?[0]?["message"] == "`request:7` is not held; the hold holds nothing")
            let replies = ["1", "2"].map { emulator.beginCreating($0) }
            let answer = try emulator.control(usualKey).post("/__admin/holds/h/release", ["order": ["request:7"]])
            let message = answer.json["errors"]?[0]?["message"]
            #expect(message == "`request:7` is not held; the hold holds request:1, request:2")
            for reply in replies { reply.onFinish?(.connectionLost) }
        }
    }
}
