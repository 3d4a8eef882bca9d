import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct TriggerTests {
    private static let path = "/__admin/webhooks/trigger"
    /// Every event of openapi.yaml, or a name with which the tests fail if the file cannot be read.
    private static let events = (try? ContractLibrary.loaded.get().contract.webhooks.map(\.name)) ?? ["unreadable"]
    private static let passedThrough = ["message.received", "message.status"]

    /// Triggers an event and returns the response and the webhook that was sent.
    private func send(_ body: JSONValue, _ emulator: Emulator, _ receiver: WebhookReceiver) async throws
        -> (answer: JSONValue, webhook: ReceivedWebhook)
    {
        let before = receiver.received.count
        let answer = try emulator.control(usualKey).post(Self.path, body)
        try #require(answer.status == 201)
        try await emulator.settle()
        let sent = receiver.received.dropFirst(before)
        try #require(sent.count == 1)
        return (answer.json, try #require(sent.first))
    }

    // MARK: The catalogue

    @Test func `the contract has seventeen events`() {
        #expect(Self.events.count == 17)
    }

    @Test(arguments: events)
    func `every event of the contract can be triggered and validates against it`(event: String) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            emulator.clock.advance(by: .seconds(5))
            let hook = try emulator.subscribe(to: Self.events)
            let (answer, webhook) = try await send(["event": .string(event)], emulator, receiver)
            #expect(answer.object.map { Array($0.keys) } == ["event_id", "type", "deliveries", "violations"])
            #expect(answer["type"] == .string(event))
            #expect(answer["violations"] == [])
            #expect(answer["deliveries"]?.array?.count == 1)
            #expect(answer["deliveries"]?[0] == webhook.delivery.map(JSONValue.string))
            #expect(answer["event_id"] == webhook.header("X-Kirim-Event-Id").map(JSONValue.string))

            let described = try #require(emulator.contract.webhook(event))
            #expect(described.validate(body: webhook.json) == [])
            #expect(webhook.body == webhook.json.serialized)
            try expect(webhook, isSignedWith: [hook.secret], at: 1_780_567_205)
            try expectHeaders(of: webhook, event: event)
        }
    }

    /// Expects every header of a webhook once, in the order in which they are sent.
    private func expectHeaders(of webhook: ReceivedWebhook, event: String) throws {
        let isMeta = Self.passedThrough.contains(event)
        #expect(
            webhook.headers.map(\.name) == [
                "Content-Type", "User-Agent", "X-Kirim-Source", "X-Kirim-Event", "X-Kirim-Event-Id",
                "X-Kirim-Delivery-Id", "X-Kirim-Attempt", "X-Kirim-Signature", "X-Kirim-Signature-256",
            ]
        )
        #expect(webhook.header("Content-Type") == "application/json")
        #expect(webhook.header("User-Agent") == "Kirim-Webhook/1.0")
        #expect(webhook.header("X-Kirim-Source") == (isMeta ? "meta" : "kirim"))
        #expect(webhook.header("X-Kirim-Event") == event)
        #expect(webhook.header("X-Kirim-Attempt") == "1")
        #expect(try #require(webhook.delivery).wholeMatch(of: /wbd_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
        let id = try #require(webhook.header("X-Kirim-Event-Id"))
        if isMeta {
            let value = webhook.json["entry"]?[0]?["changes"]?[0]?["value"]
            let subject = value?[event == "message.received" ? "messages" : "statuses"]?[0]
            #expect(subject?["id"] == .string(id))
            #expect(id.hasPrefix("wamid."))
        } else {
            #expect(id.wholeMatch(of: /evt_[0-9A-HJKMNP-TV-Z]{26}/) != nil)
            #expect(webhook.json["id"] == .string(id))
            #expect(webhook.json["type"] == .string(event))
            #expect(webhook.json["created_at"] == Emulator.instant(5))
            #expect(webhook.json.object.map { Array($0.keys) } == ["id", "type", "created_at", "data"])
        }
    }

    @Test(arguments: events.filter { !["message.status"].contains($0) })
    func `each triggered event has an id of its own`(event: String) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: [event])
            for _ in 1...3 { try emulator.trigger(event) }
            try await emulator.settle()
            #expect(Set(receiver.received.map { $0.header("X-Kirim-Event-Id") }).count == 3)
            #expect(Set(receiver.received.map(\.body)).count == 3)
        }
    }

    // MARK: Changes to the body

    @Test func `the data of a trigger replaces the data of the event`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: Self.events)
            let data: JSONValue = ["anything": [1, nil, "ü"]]
            let (answer, webhook) = try await send(["event": "customer.updated", "data": data], emulator, receiver)
            #expect(webhook.json["data"] == data)
            #expect(webhook.json["type"] == "customer.updated")
            #expect(answer["violations"]?.array?.isEmpty == false)
        }
    }

    @Test(arguments: passedThrough)
    func `the data of a trigger replaces the value of a Meta event's change`(event: String) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: Self.events)
            let name = event == "message.received" ? "messages" : "statuses"
            let data = JSONValue.object([name: [["id": "wamid.own"]]])
            let (_, webhook) = try await send(["event": .string(event), "data": data], emulator, receiver)
            #expect(webhook.json["entry"]?[0]?["changes"]?[0]?["value"] == data)
            #expect(webhook.json["object"] == "whatsapp_business_account")
            #expect(webhook.json["kirim"] != nil)
            #expect(webhook.header("X-Kirim-Event-Id") == "wamid.own")
        }
    }

    @Test func `a trigger sets and removes values of the body by pointers`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: Self.events)
            let body: JSONValue = [
                "event": "customer.created",
                "set": [
                    "/data/customer/name": "Toko \"Ümläut\" / ✓", "/data/customer/metadata": ["a/b": 1], "/extra": nil,
                    "/data/customer/metadata/a~1b": 2,
                ],
                "unset": ["/data/customer/email"],
            ]
            let (answer, webhook) = try await send(body, emulator, receiver)
            let customer = webhook.json["data"]?["customer"]
            #expect(customer?["name"] == "Toko \"Ümläut\" / ✓")
            #expect(customer?["metadata"] == ["a/b": 2])
            #expect(customer?.object?.keys.contains("email") == false)
            #expect(webhook.json.object?["extra"] == .null)
            let places = answer["violations"]?.array?.column("pointer").compactMap(\.string) ?? []
            #expect(places.contains { $0.hasSuffix("/email") || $0 == "/data/customer" })
        }
    }

    @Test(
        arguments: [
            (["unset": ["/data/customer/id"]], "/data/customer/id"),
            (["set": ["/data/customer/status": "happy"]], "/data/customer/status"),
            (["set": ["/created_at": 5]], "/created_at"), (["unset": ["/data"]], "/data"),
        ] as [(JSONObject, String)]
    )
    func `a body that violates the contract is sent, and its violations are reported`(
        changes: JSONObject,
        place: String
    ) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: Self.events)
            let body = JSONValue.object(changes.merging(["event": "customer.created"]) { $1 })
            let (answer, webhook) = try await send(body, emulator, receiver)
            let violations = try #require(answer["violations"]?.array)
            #expect(violations.column("pointer") == [.string(place)])
            #expect(violations.allSatisfy { $0["message"]?.string?.isEmpty == false })
            let described = try #require(emulator.contract.webhook("customer.created"))
            #expect(!described.validate(body: webhook.json).isEmpty)
            try expect(webhook, isSignedWith: [hook.secret])
        }
    }

    // MARK: Refusals

    @Test(
        arguments: [
            (["event": "customer.creatd"], "/event", "customer.created"),
            (["event": "message.recieved"], "/event", "message.received"), (["event": "nonsense"], "/event", nil),
            (["event": 5], "/event", nil), ([:], "/event", nil),
            (["event": "customer.created", "sett": [:]], "/sett", "set"),
            (["event": "customer.created", "unset": "/data"], "/unset", nil),
            (["event": "customer.created", "unset": [5]], "/unset/0", nil),
        ] as [(JSONValue, String, String?)]
    )
    func `an invalid trigger is refused with a hint at the probable name`(
        body: JSONValue,
        place: String,
        hint: String?
    ) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: Self.events)
            let answer = try emulator.control(usualKey).post(Self.path, body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == .string(place))
            #expect(answer.json["errors"]?[0]?["hint"]?.string == hint)
            try await emulator.settle()
            #expect(receiver.received.isEmpty)
        }
    }

    @Test(arguments: [["set": ["data": 5]], ["set": ["": 5]], ["unset": ["data"]], ["unset": [""]]] as [JSONObject])
    func `a trigger with an invalid pointer is refused`(changes: JSONObject) async throws {
        try await withEmulator { emulator in
            let body = JSONValue.object(changes.merging(["event": "customer.created"]) { $1 })
            let answer = try emulator.control(usualKey).post(Self.path, body)
            expectProblem(answer, 400, "invalid_body")
            #expect(try emulator.events().isEmpty)
        }
    }

    // MARK: The subscriptions that are reached

    @Test func `a triggered event reaches the active subscriptions to its type in every world`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.onboarded"], at: "https://a.example/")
            _ = try emulator.subscribe(to: ["customer.created"], at: "https://b.example/")
            let paused = try emulator.subscribe(to: ["customer.onboarded"], at: "https://c.example/")
            _ = try emulator.client().patch("/webhook_subscriptions/\(paused.id)", ["status": "paused"])
            _ = try emulator.subscribe(to: ["customer.onboarded"], at: "https://d.example/", key: otherKey)
            let all = try emulator.trigger("customer.onboarded", key: nil)
            #expect(all["event_id"] == .null)
            #expect(all["deliveries"]?.array?.count == 2)
            try await emulator.settle(key: nil)
            #expect(Set(receiver.received.map(\.url)) == ["https://a.example/", "https://d.example/"])
            let one = try emulator.trigger("customer.onboarded", key: otherKey)
            #expect(one["event_id"]?.string?.hasPrefix("evt_") == true)
            try await emulator.settle(key: nil)
            #expect(receiver.received.last?.url == "https://d.example/")
            #expect(receiver.received.count == 3)
        }
    }

    @Test func `a trigger makes no delivery without subscriptions, and no event without worlds`() async throws {
        try await withEmulator { emulator in
            let none = try emulator.trigger("customer.created", key: nil)
            #expect(none == ["event_id": nil, "type": "customer.created", "deliveries": [], "violations": []])
            let alone = try emulator.trigger("customer.created")
            #expect(alone["deliveries"] == [])
            #expect(try emulator.events().map(\.type) == ["customer.created"])
            #expect(try emulator.client().get("/customers").data == [])
        }
    }
}
