import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// What the emulator counts for a run as a whole: attempts of deliveries and unmatched requests.
@Suite struct RunRecordTests {
    /// The attempts as texts such as `customer.created 200 2`, the injected ones with a star.
    private func attempts(_ emulator: Emulator) -> [String] {
        emulator.application.registry.runRecord.attempts.map { attempt, count in
            "\(attempt.event) \(attempt.answer.name) \(count)\(attempt.isInjected ? " *" : "")"
        }.sorted()
    }

    @Test func `attempts count by event and answer, also in worlds that a reset has ended`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            for reaction in [.answer(204), .answer(500), .fail(.timeout)] as [WebhookReceiver.Reaction] {
                receiver.react { _ in reaction }
                _ = try emulator.subscribe(to: ["customer.created"])
                _ = try emulator.createCustomer()
                try await emulator.settle()
                _ = try await emulator.control(usualKey).postLater("/__admin/reset")
            }
            let expected = ["204 1", "500 1", "timeout 1"].map { "customer.created \($0)" }
            #expect(attempts(emulator) == expected)
            let id = try #require(try emulator.control(usualKey).get("/__admin/sandboxes").data[0]?["id"]?.string)
            _ = try emulator.control().delete("/__admin/sandboxes/\(id)")
            #expect(attempts(emulator) == expected)
        }
    }

    @Test(
        arguments: [
            (["drop": true], "lost 1 *"), (["signature": "wrong"], "200 1 *"), (["unknown_event": true], "200 1 *"),
            (["truncate": ["after": 3]], "200 1 *"), (["duplicate": ["n": 1]], "200 1"), (["delay": "1ms"], "200 1"),
        ] as [(JSONValue, String)]
    )
    func `an attempt that a fault rule drops or changes is counted apart, one that it only repeats or delays is not`(
        then: JSONValue,
        expected: String
    ) async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            let rule: JSONValue = ["on": ["event": "customer.created"], "then": then]
            #expect(try emulator.control(usualKey).post("/__admin/faults", rule).status == 201)
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(attempts(emulator) == ["customer.created \(expected)"])
        }
    }

    private func accepted(_ emulator: Emulator) -> [String: Int] {
        emulator.application.registry.runRecord.acceptedDeliveries
    }

    /// Sends the oldest delivery again, and waits for the answer.
    private func replay(_ emulator: Emulator) async throws {
        let id = try #require(try emulator.deliveries().first?["id"]?.string)
        #expect(try emulator.control(usualKey).post("/__admin/webhooks/deliveries/\(id)/replay").status == 201)
        try await emulator.settle()
    }

    @Test func `a delivery counts as accepted once, whichever of its replays is accepted first`() async throws {
        let receiver = WebhookReceiver { _ in .answer(410) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(accepted(emulator) == [:])
            receiver.react { _ in .answer(200) }
            for _ in 0..<2 { try await replay(emulator) }
            #expect(accepted(emulator) == ["customer.created": 1])
            #expect(attempts(emulator) == ["customer.created 200 2", "customer.created 410 1"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(accepted(emulator) == ["customer.created": 2])
        }
    }

    @Test func `a delivery that was accepted with a wrong signature counts when its replay is accepted`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            let rule: JSONValue = ["on": ["event": "customer.created"], "then": ["signature": "wrong"], "times": 1]
            #expect(try emulator.control(usualKey).post("/__admin/faults", rule).status == 201)
            _ = try emulator.createCustomer()
            try await emulator.settle()
            #expect(accepted(emulator) == [:])
            try await replay(emulator)
            #expect(accepted(emulator) == ["customer.created": 1])
        }
    }

    @Test func `unmatched requests count with and without a key, and a reset keeps the counts`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/mee")
            _ = try emulator.client(nil).get("/mee")
            _ = try emulator.client().send(.PUT, "/customers")
            _ = try emulator.client(nil).get("/me")
            _ = try emulator.client().get("/customers/cus_unknown")
            _ = try emulator.control().post("/__admin/reset")
            _ = try emulator.client().get("/mee")
            let unmatched = emulator.application.registry.runRecord.unmatched
            #expect(unmatched.total == 4)
            let lines = unmatched.lines.map { "\($0.key.method) \($0.key.path) \($0.value)" }.sorted()
            #expect(lines == ["GET /v1/mee 3", "PUT /v1/customers 1"])
        }
    }

    @Test func `a dry run counts nowhere`() async throws {
        try await withEmulator { emulator throws in
            let body: JSONValue = ["method": "GET", "path": "/v1/mee"]
            #expect(try emulator.control(usualKey).post("/__admin/explain", body).status == 200)
            #expect(emulator.application.registry.runRecord == RunRecord())
        }
    }

    @Test func `a wait for first attempts ends when the last receiver has answered`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            for key in [usualKey, otherKey] {
                _ = try emulator.subscribe(to: ["customer.created"], key: key)
                _ = try emulator.createCustomer(key: key)
            }
            _ = await receiver.received(atLeast: 2)
            let (ends, end) = AsyncStream.makeStream(of: Void.self)
            let waits = emulator.application.registry.awaitFirstAttempts {
                end.yield()
                end.finish()
            }
            #expect(attempts(emulator) == [])
            receiver.release()
            for await _ in ends {}
            #expect(attempts(emulator) == ["customer.created 200 2"])
            #expect(waits.count == 2)
        }
    }
}
