import Contract
import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Events as receivers get them.
@Suite struct SentEventTests {
    private static let own = [
        "customer.created", "customer.updated", "customer.archived", "customer.setup_link.created",
        "customer.setup_link.consumed", "customer.onboarded", "whatsapp_account.connected",
    ]

    /// Creates, onboards, suspends, archives and restores a customer.
    private func tell(_ emulator: Emulator) async throws -> Invitation {
        let id = try emulator.createCustomer([
            "name": "Acme \"Ümläut\" ✓", "email": "a@acme.io", "metadata": ["k": [1, nil]],
        ])
        let link: JSONValue = ["success_redirect_url": "https://app.example.com/done"]
        let invitation = try emulator.invite(customer: id, link: link)
        emulator.clock.advance(by: .seconds(60))
        #expect(try emulator.signUp(invitation).status == 200)
        _ = try emulator.client().patch("/customers/\(id)", ["status": "suspended"])
        _ = try emulator.client().delete("/customers/\(id)")
        _ = try emulator.control().post("/api/customers/\(id)/restore")
        try await emulator.settle()
        return invitation
    }

    @Test(arguments: [false, true])
    func `every event is sent in order and validates against the contract`(livemode: Bool) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.configure(["switches": ["envelope_livemode": .bool(livemode)]])
            let hook = try emulator.subscribe(to: Self.own)
            let invitation = try await tell(emulator)
            let sent = receiver.received
            #expect(
                sent.map(\.event) == [
                    "customer.created", "customer.setup_link.created", "customer.setup_link.consumed",
                    "customer.onboarded", "whatsapp_account.connected", "customer.updated", "customer.archived",
                    "customer.updated",
                ]
            )
            let events = try emulator.events()
            #expect(sent.map { $0.header("X-Kirim-Event-Id") } == events.map(\.id.description))
            for webhook in sent {
                let event = try #require(webhook.event)
                let described = try #require(emulator.contract.webhook(event))
                #expect(described.validate(body: webhook.json) == [])
                let keys = webhook.json.object.map { Array($0.keys) }
                #expect(keys == ["id", "type", "created_at"] + (livemode ? ["livemode"] : []) + ["data"])
                #expect(webhook.json["livemode"] == (livemode ? true : nil))
                #expect(webhook.json["id"] == webhook.header("X-Kirim-Event-Id").map(JSONValue.string))
                #expect(webhook.json["type"] == webhook.event.map(JSONValue.string))
                #expect(webhook.header("X-Kirim-Source") == "kirim")
                #expect(webhook.body == webhook.json.serialized)
                #expect(!String(decoding: webhook.body, as: UTF8.self).contains(invitation.token))
                try expect(webhook, isSignedWith: [hook.secret])
            }
            #expect(Set(sent.map(\.delivery)).count == 8)
        }
    }

    @Test func `an onboarding sends events of the link, the customer and the number with one time`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: Self.own)
            let invitation = try emulator.invite()
            emulator.clock.advance(by: .seconds(60))
            let code = mockCode(["phone_number_id": "1111475158712095", "phone_number": "+62 857-2516-5424"])
            #expect(try emulator.signUp(invitation, code: code).status == 200)
            try await emulator.settle()
            let bodies = receiver.received.suffix(3).map(\.json)
            try #require(bodies.count == 3)
            #expect(bodies.column("created_at") == Array(repeating: Emulator.instant(60), count: 3))
            var link = try #require(invitation.created.object)
            link.removeValue(forKey: "setup_url")
            link["status"] = "consumed"
            link["consumed_at"] = Emulator.instant(60)
            let id = JSONValue.string(invitation.customer)
            #expect(
                bodies[0]["data"] == ["setup_link": .object(link), "customer": ["id": id, "name": "Acme Logistics"]]
            )
            let number: JSONObject = [
                "phone_number_id": "1111475158712095", "phone_number": "+62 857-2516-5424", "name": "Acme Logistics",
                "status": "connected",
            ]
            let account = JSONValue.object(number.merging(["onboarded_at": Emulator.instant(60)]) { $1 })
            var customer = try #require(try emulator.customer(invitation.customer).object)
            customer.removeValue(forKey: "whatsapp_accounts")
            #expect(customer["status"] == "active")
            #expect(
                bodies[1]["data"] == [
                    "customer": .object(customer), "phone_number": .object(number), "whatsapp_account": account,
                ]
            )
            #expect(bodies[2]["data"] == ["whatsapp_account": account, "customer_id": id])
        }
    }

    @Test(
        arguments: [
            ("both", ["X-Kirim-Signature", "X-Kirim-Signature-256"]), ("plain", ["X-Kirim-Signature"]),
            ("256", ["X-Kirim-Signature-256"]), (256, ["X-Kirim-Signature-256"]),
        ] as [(JSONValue, [String])]
    )
    func `the switch signature_headers names the signature headers`(value: JSONValue, names: [String]) async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try emulator.configure(["switches": ["signature_headers": value]])
            let hook = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let webhook = try #require(receiver.received.first)
            #expect(webhook.headers.map(\.name).filter { $0.hasPrefix("X-Kirim-Signature") } == names)
            for name in names {
                let header = try #require(SignatureHeader(webhook.header(name)))
                #expect(header.codes == [header.code(of: webhook.body, secret: hook.secret)])
            }
        }
    }

    @Test func `a subscription receives only the events that it lists`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            for event in Self.own { _ = try emulator.subscribe(to: [event], at: "https://\(event).example/") }
            _ = try emulator.subscribe(to: ["message.created", "message.sent"], at: "https://never.example/")
            _ = try await tell(emulator)
            #expect(receiver.received.count == 8)
            for webhook in receiver.received {
                let event = try #require(webhook.event)
                #expect(webhook.url == "https://\(event).example/")
            }
        }
    }

    @Test func `a paused subscription never receives the events of its pause`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let hook = try emulator.subscribe(to: Self.own)
            _ = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": "paused"])
            _ = try await tell(emulator)
            _ = try emulator.client().patch("/webhook_subscriptions/\(hook.id)", ["status": "active"])
            _ = try emulator.createCustomer(["name": "heard"])
            try await emulator.settle()
            #expect(receiver.received.map { $0.json["data"]?["customer"]?["name"] } == ["heard"])
        }
    }

    @Test func `a subscription receives only later events of its own world`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.createCustomer(["name": "early"])
            _ = try emulator.subscribe(to: Self.own)
            _ = try emulator.createCustomer(["name": "foreign"], key: otherKey)
            _ = try emulator.createCustomer(["name": "heard"])
            try await emulator.settle()
            try await emulator.settle(key: otherKey)
            #expect(receiver.received.map { $0.json["data"]?["customer"]?["name"] } == ["heard"])
        }
    }

    @Test func `changes without effect or without an event type send no webhook`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            let invitation = try emulator.invite()
            let other = try emulator.invite()
            _ = try emulator.subscribe(to: Self.own)
            let path = "/customers/\(invitation.customer)"
            let client = emulator.client()
            #expect(try client.patch(path, ["name": "Acme Logistics"]).status == 200)
            #expect(
                try client.patch("\(path)/setup_links/\(invitation.link)", ["success_redirect_url": nil]).status == 200
            )
            #expect(try client.delete("\(path)/setup_links/\(invitation.link)").status == 200)
            #expect(try emulator.signUp(other, code: mockCode(["outcome": "no_waba_found"])).status == 422)
            try await emulator.advance(["by": "200h"])
            #expect(receiver.received.isEmpty)
        }
    }
}
