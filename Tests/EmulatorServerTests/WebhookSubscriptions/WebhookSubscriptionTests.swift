import Documents
import EmulatorTesting
import OrderedCollections
import Testing

@Suite struct WebhookSubscriptionTests {
    private static let path = "/webhook_subscriptions"
    private static let body: JSONValue = [
        "url": "https://platform.example.com/hook", "events": ["customer.onboarded", "message.received"],
    ]

    @Test func `a new subscription is active and shows its secret once`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let created = try client.post(Self.path, Self.body)
            #expect(created.status == 201)
            #expect(created.data["status"] == "active")
            #expect(created.data["description"] == .null)
            let secret = try #require(created.data["initial_secret"]?.string)
            #expect(secret.wholeMatch(of: /whsec_[A-Za-z0-9_-]{32}/) != nil)
            #expect(created.data["secrets"]?.array?.count == 1)
            let id = try #require(created.data["id"]?.string)

            let read = try client.get("\(Self.path)/\(id)")
            var expected = try #require(created.data.object)
            expected["initial_secret"] = nil
            #expect(read.data == .object(expected))
            let list = try client.get(Self.path)
            #expect(list.data == [.object(expected)])
            #expect(!String(decoding: list.bytes, as: UTF8.self).contains(secret))
        }
    }

    @Test(
        arguments: [
            (["events": ["customer.onboarded"]], "missing_required_field", "url"),
            (["url": "https://a.example"], "missing_required_field", "events"),
            (["url": "nonsense", "events": ["customer.onboarded"]], "invalid_webhook_url", "url"),
            (["url": 5, "events": ["customer.onboarded"]], "invalid_webhook_url", "url"),
            (["url": "http://example.com/", "events": ["customer.onboarded"]], "invalid_webhook_url", "url"),
            (["url": "http://example.com/", "events": []], "invalid_webhook_url", "url"),
            (["url": "https://a.example", "events": []], "invalid_field_value", "events"),
            (["url": "https://a.example", "events": "customer.onboarded"], "invalid_field_value", "events"),
            (["url": "https://a.example", "events": ["customer.nonsense"]], "invalid_field_value", "events.0"),
            (["url": "https://a.example", "events": ["*"]], "invalid_field_value", "events.0"),
        ] as [(JSONValue, String, String)]
    )
    func `a refusal names the first invalid field`(body: JSONValue, code: String, param: String) async throws {
        try await withEmulator { emulator in
            let refused = try emulator.client().post(Self.path, body)
            #expect(refused.status == 400)
            #expect(refused.code == code)
            #expect(refused.param == param)
        }
    }

    @Test func `the subscription of an n8n trigger is created, found by its URL, and deleted`() async throws {
        let url: JSONValue = "http://127.0.0.1:5678/webhook/0b0d4e9e-8a52-4b1c-9c1f-3d2a6f5e7c88/webhook"
        try await withEmulator { emulator in
            let client = emulator.client()
            let created = try client.post(Self.path, ["url": url, "events": ["message.received"]])
            #expect(created.status == 201)
            let id = try #require(created.data["id"]?.string)
            let rows = try client.get(Self.path).data.array ?? []
            #expect(rows.first { $0["url"] == url }?["id"]?.string == id)
            #expect(try client.get("\(Self.path)/\(id)").data["url"] == url)
            #expect(try client.delete("\(Self.path)/\(id)").status == 200)
            #expect(try client.get(Self.path).data == [])
            expect(try client.get("\(Self.path)/\(id)"), refuses: 404, "resource_not_found")
        }
    }

    @Test func `an event that a subscription lists twice counts once`() async throws {
        try await withEmulator { emulator in
            let events: JSONValue = ["message.created", "customer.created", "message.created"]
            let created = try emulator.client().post(Self.path, ["url": "http://app:3000/hook", "events": events])
            #expect(created.data["events"] == ["message.created", "customer.created"])
        }
    }

    @Test(arguments: [("https_only", "http://localhost/hook", 400), ("any", "http://example.com/hook", 201)])
    func `the switch http_webhook_urls decides on http URLs`(value: String, url: String, status: Int) async throws {
        try await withEmulator { emulator in
            _ = try emulator.control("kdv_test_a").patch(
                "/__admin/organization",
                ["switches": ["http_webhook_urls": .string(value)]]
            )
            let answer = try emulator.client().post(Self.path, ["url": .string(url), "events": ["message.sent"]])
            #expect(answer.status == status)
        }
    }

    @Test func `a subscription is paused, resumed and changed`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let id = try #require(try client.post(Self.path, Self.body).data["id"]?.string)
            let paused = try client.patch("\(Self.path)/\(id)", ["status": "paused"])
            #expect(paused.data["status"] == "paused")
            emulator.clock.advance(by: .seconds(5))
            let changes: JSONValue = [
                "url": "http://localhost:9000/", "description": "Test", "status": "active", "events": ["message.sent"],
            ]
            let changed = try client.patch("\(Self.path)/\(id)", changes)
            #expect(changed.data["url"] == "http://localhost:9000/")
            #expect(changed.data["description"] == "Test")
            #expect(changed.data["status"] == "active")
            #expect(changed.data["events"] == ["message.sent"])
            #expect(changed.data["updated_at"] == "2026-06-04T10:00:05.000Z")
            let cleared = try client.patch("\(Self.path)/\(id)", ["description": nil])
            #expect(cleared.data["description"] == .null)
        }
    }

    @Test(
        arguments: [
            ([:], "invalid_request", nil), (["status": "disabled"], "invalid_field_value", "status"),
            (["url": "ftp://a.example"], "invalid_webhook_url", "url"),
            (["events": []], "invalid_field_value", "events"),
        ] as [(JSONValue, String, String?)]
    )
    func `an invalid patch is refused and changes nothing`(body: JSONValue, code: String, param: String?) async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let id = try #require(try client.post(Self.path, Self.body).data["id"]?.string)
            let before = try client.get("\(Self.path)/\(id)").data
            let refused = try client.patch("\(Self.path)/\(id)", body)
            #expect(refused.status == 400)
            #expect(refused.code == code)
            #expect(refused.param == param)
            let after = try client.get("\(Self.path)/\(id)").data
            #expect(after == before)
        }
    }

    @Test func `a deleted subscription is gone, the others stay in order`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let ids = try (0..<3).map { _ in try #require(try client.post(Self.path, Self.body).data["id"]?.string) }
            let deleted = try client.delete("\(Self.path)/\(ids[1])")
            #expect(deleted.data == ["id": .string(ids[1]), "object": "webhook_subscription", "deleted": true])
            let again = try client.delete("\(Self.path)/\(ids[1])")
            #expect(again.code == "resource_not_found")
            let first = try client.get("\(Self.path)?limit=1")
            #expect(first.data[0]?["id"] == .string(ids[2]))
            let cursor = try #require(first.json["next_cursor"]?.string)
            let second = try client.get("\(Self.path)?limit=1&cursor=\(cursor)")
            #expect(second.data[0]?["id"] == .string(ids[0]))
            #expect(second.json["has_more"] == false)
        }
    }
}

@Suite struct WebhookSecretTests {
    private static let body: JSONValue = ["url": "https://platform.example.com/hook", "events": ["message.sent"]]

    private func subscription(_ client: TestClient) throws -> String {
        try #require(try client.post("/webhook_subscriptions", Self.body).data["id"]?.string)
    }

    @Test func `a new secret is added and the older ones do not expire`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let path = "/webhook_subscriptions/\(try subscription(client))"
            let created = try client.post(path + "/secrets")
            #expect(created.status == 201)
            #expect(created.data["object"] == "webhook_secret")
            #expect(created.data["expires_at"] == .null)
            let secrets = try #require(try client.get(path).data["secrets"]?.array)
            #expect(secrets.map { $0["expires_at"] } == [.null, .null])
            #expect(secrets.last?["id"] == created.data["id"])
        }
    }

    @Test func `a new secret with expires_in_hours makes the older ones expire`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let path = "/webhook_subscriptions/\(try subscription(client))"
            let created = try client.post(path + "/secrets", ["expires_in_hours": 1])
            let during = try #require(try client.get(path).data["secrets"]?.array)
            #expect(during.map { $0["expires_at"] } == ["2026-06-04T11:00:00.000Z", .null])
            emulator.clock.advance(by: .seconds(3600))
            let after = try #require(try client.get(path).data["secrets"]?.array)
            #expect(after.map { $0["id"] } == [created.data["id"]])
        }
    }

    @Test(arguments: [0, 721]) func `an expires_in_hours outside 1 to 720 is refused`(hours: Int) async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let path = "/webhook_subscriptions/\(try subscription(client))/secrets"
            let refused = try client.post(path, ["expires_in_hours": .integer(hours)])
            #expect(refused.code == "invalid_field_value")
            #expect(refused.param == "expires_in_hours")
        }
    }

    @Test func `the last valid secret cannot be deleted`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            let path = "/webhook_subscriptions/\(try subscription(client))"
            let first = try #require(try client.get(path).data["secrets"]?[0]?["id"]?.string)
            let refused = try client.delete("\(path)/secrets/\(first)")
            #expect(refused.status == 409)
            #expect(refused.code == "conflict")
            _ = try client.post(path + "/secrets")
            let deleted = try client.delete("\(path)/secrets/\(first)")
            #expect(deleted.data == ["id": .string(first), "object": "webhook_secret", "deleted": true])
            let again = try client.delete("\(path)/secrets/\(first)")
            #expect(again.status == 404)
        }
    }

    @Test func `a webhook secret is masked in the journal`() async throws {
        try await withEmulator { emulator in
            let created = try emulator.client().post("/webhook_subscriptions", Self.body)
            let secret = try #require(created.data["initial_secret"]?.string)
            let detail = try emulator.control("kdv_test_a").get("/__admin/requests/1")
            let shown = detail.json["response"]?["body"]?["data"]?["initial_secret"]?.string
            #expect(shown == "whsec_****\(secret.suffix(4))")
        }
    }
}
