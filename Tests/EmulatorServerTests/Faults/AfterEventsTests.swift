import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Synchronization
import Testing

/// The fault `answer: after_events`.
@Suite struct AfterEventsTests {
    private static let sends = "/\(usualNumber)/messages"

    /// Adds the rule for an operation.
    private func addRule(_ operation: String, to emulator: Emulator) throws {
        let rule: JSONValue = [
            "id": "late", "on": ["operation": .string(operation)], "then": ["answer": "after_events"],
        ]
        let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
        try #require(answer.status == 201, "\(answer.json)")
        #expect(answer.json["then"] == ["answer": "after_events"])
        #expect(answer.json["phase"] == "after_commit")
    }

    /// The pending response of a reply that waits.
    private func pending(_ reply: Reply) throws -> PendingResponse {
        guard case .later(let pending) = reply.content else { throw TestFailure("it is answered at once") }
        return pending
    }

    /// Makes a number that can write to the partner, and subscribes to message.sent.
    private func prepare(_ emulator: Emulator, progression: JSONValue) throws {
        try emulator.addNumber()
        try emulator.hear()
        try emulator.configure(["messages": ["progression": progression]])
        _ = try emulator.subscribe(to: ["message.sent"])
    }

    /// A receiver that handles a message only if its sender has stored the id of the message.
    private final class PickyReceiver: Sendable {
        private let known = Mutex<Set<String>>([])

        func store(_ answer: TestResponse) {
            known.withLock { _ = $0.insert(answer.data["id"]?.string ?? "") }
        }

        func react(to webhook: ReceivedWebhook) -> WebhookReceiver.Reaction {
            let id = webhook.json["data"]?["message"]?["id"]?.string ?? ""
            return .answer(known.withLock { $0.contains(id) } ? 200 : 500)
        }
    }

    @Test func `a receiver that needs the response to the send first works if the response comes first`() async throws {
        let picky = PickyReceiver()
        let receiver = WebhookReceiver { picky.react(to: $0) }
        try await withEmulator(transport: receiver) { emulator in
            try prepare(emulator, progression: ["sent": "100ms", "delivered": "300ms"])
            picky.store(try emulator.send(.text()))
            emulator.clock.advance(by: .seconds(1))
            try await emulator.settle()
            #expect(try emulator.deliveries().column("status") == ["delivered"])
        }
    }

    @Test func `a receiver that needs the response to the send first fails if the webhook comes first`() async throws {
        let picky = PickyReceiver()
        let receiver = WebhookReceiver { picky.react(to: $0) }
        try await withEmulator({ $0.clock = .system }, transport: receiver) { emulator in
            try prepare(emulator, progression: "immediate")
            try addRule("sendMessage", to: emulator)
            let answer = try await emulator.client().postLater(Self.sends, .text())
            picky.store(answer)
            #expect(answer.status == 200)
            #expect(answer.headers["X-Mock-Fault"] == ["late"])
            let row = try #require(try emulator.deliveries().first)
            #expect(row["status"] == "failed")
            let delivery = try emulator.delivery(try #require(row["id"]?.string))
            #expect(delivery["attempt_log"]?[0]?["answer"]?["status"] == 500)

            let seq = try #require(answer.headers["X-Mock-Seq"].first)
            let entry = try emulator.control(usualKey).get("/__admin/requests/\(seq)").json
            #expect(entry["fault"] == "late")
            #expect(entry["events"]?.array?.contains(try #require(row["event_id"])) == true)
            let came = try #require(moment(entry["wall_at"]))
            let sent = try #require(moment(delivery["attempt_log"]?[0]?["wall_at"]))
            let took = Int64(try #require(entry["took_us"]?.integer)) / 1000
            // Both times are in whole milliseconds, rounded down.
            #expect(came <= sent && sent <= came.adding(milliseconds: took + 2))

            try await emulator.advance(["by": "10s"])
            #expect(try emulator.deliveries().column("status") == ["delivered"])
        }
    }

    private func moment(_ json: JSONValue?) -> Timestamp? { json?.string.flatMap(Timestamp.init(iso8601:)) }

    @Test func `a request has no response while a delivery that it has caused is not answered`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            for host in ["a", "b"] {
                _ = try emulator.subscribe(to: ["customer.created"], at: "https://\(host).example/")
            }
            try addRule("createCustomer", to: emulator)
            let reply = emulator.beginCreating("Acme")
            let pending = try pending(reply)
            #expect(pending.timeout == .seconds(5))
            _ = await receiver.received(atLeast: 2)
            #expect(try emulator.client().get("/customers").column("name") == ["Acme"])
            let rows = try emulator.control(usualKey).get("/__admin/requests?path=/v1/customers&method=POST").data
            #expect(rows.array?.column("status") == [.null])
            receiver.release()
            #expect(try await emulator.created(reply).status == 201)
            #expect(try emulator.deliveries().column("status") == ["delivered", "delivered"])
            #expect(!emulator.application.registry.feed.isObserved)
        }
    }

    @Test func `a response waits at most five seconds for deliveries`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            try addRule("createCustomer", to: emulator)
            let reply = emulator.beginCreating("Acme")
            try pending(reply).expire()
            let answer = try await emulator.created(reply)
            #expect(answer.status == 201)
            #expect(answer.data["name"] == "Acme")
            #expect(!emulator.application.registry.feed.isObserved)
            receiver.release()
        }
    }

    @Test func `a request that causes no delivery is answered at once`() async throws {
        try await withEmulator { emulator in
            try addRule("createCustomer", to: emulator)
            let answer = try emulator.client().post("/customers", ["name": "Acme"])
            #expect(answer.status == 201)
            #expect(answer.headers["X-Mock-Fault"] == ["late"])
            #expect(try emulator.client().post("/customers", ["name": 5]).status == 400)
        }
    }

    @Test func `a dropped delivery does not delay the response, and a held one does`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            try addRule("createCustomer", to: emulator)
            let drop: JSONValue = ["id": "drop", "on": ["event": "*"], "then": ["drop": true]]
            _ = try emulator.control(usualKey).post("/__admin/faults", drop)
            #expect(try await emulator.created(emulator.beginCreating("A")).status == 201)
            try emulator.createHold(["id": "h", "delivery": ["any": true]])
            let reply = emulator.beginCreating("B")
            try await emulator.settle()
            #expect(try pending(reply).reply == nil)
            try emulator.release("h")
            #expect(try await emulator.created(reply).status == 201)
        }
    }

    @Test func `a second request with an idempotency key waits until the first response is sent`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            try addRule("createCustomer", to: emulator)
            let headers: HTTPHeaders = ["Idempotency-Key": "k"]
            let first = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            let second = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            #expect(try pending(second).timeout == .seconds(30))
            _ = await receiver.received(atLeast: 1)
            receiver.release()
            #expect(try await emulator.created(first).headers["Idempotent-Replayed"] == ["false"])
            #expect(try await emulator.created(second).headers["Idempotent-Replayed"] == ["true"])
        }
    }

    @Test func `a reset cancels a request that waits for its deliveries`() async throws {
        let receiver = WebhookReceiver { _ in .hold }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            try addRule("createCustomer", to: emulator)
            let reply = emulator.beginCreating("Acme")
            let report = try await emulator.control(usualKey).postLater("/__admin/reset").json
            #expect(report["cancelled"]?["responses"] == 1)
            #expect(try await emulator.created(reply).headers["X-Mock-Error"] == ["reset"])
            #expect(!emulator.application.registry.feed.isObserved)
        }
    }

    @Test(
        arguments: [
            (["then": ["answer": "after_events"], "phase": "before_commit"], "/phase", nil),
            (["then": ["answer": "after_event"]], "/then/answer", "after_events"),
            (["then": ["answer": "after_events", "malformed": true]], "/then", nil),
        ] as [(JSONObject, String, String?)]
    )
    func `an invalid rule with answer is refused`(rule: JSONObject, pointer: String, hint: String?) async throws {
        try await withEmulator { emulator in
            let body = JSONValue.object(rule.merging(["on": ["any": true]]) { $1 })
            let answer = try emulator.control(usualKey).post("/__admin/faults", body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(pointer))
            #expect(answer.json["errors"]?[0]?["hint"]?.string == hint)
        }
    }
}
