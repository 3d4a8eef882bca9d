import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct SendMessageTests {
    /// The example bodies of openapi.yaml, except the read receipt.
    private static func examples() throws -> [(name: String, body: JSONValue)] {
        let contract = try SourceDocument(try SourceTree.text("openapi.yaml"), file: "openapi.yaml").value
        let place = "/paths/~1{phone_number_id}~1messages/post/requestBody/content/application~1json/examples"
        let pointer = try #require(JSONPointer(parsing: place))
        let examples = try #require(contract[pointer]?.object)
        return try examples.filter { $0.key != "read_receipt" }.map { ($0.key, try #require($0.value["value"])) }
    }

    @Test func `every example message of the contract is accepted and can be read`() async throws {
        let examples = try Self.examples()
        #expect(examples.count == 7)
        try await withEmulator { emulator in
            try emulator.addNumber()
            for (name, body) in examples {
                let answer = try emulator.send(body)
                #expect(answer.status == 200, "\(name)")
                #expect(answer.data["type"] == body["type"], "\(name)")
                let shown = try emulator.message(try #require(answer.data["id"]?.string))
                #expect(shown["to"] == "+628111111111")
                #expect(shown["source"] == "api")
                #expect(shown["direction"] == "outbound")
                #expect(shown["provider_id"] == .null)
                #expect(shown["content"] == shown["body"])
            }
        }
    }

    @Test func `the response to a message has the documented keys in their order`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let answer = try emulator.send(.text())
            let keys = answer.data.object.map { Array($0.keys) }
            #expect(
                keys == ["id", "object", "to", "type", "status", "created_at", "conversation_id", "error"]
            )
            #expect(answer.data["status"] == "pending")
            #expect(answer.data["error"] == .null)
            #expect(answer.json["error"] == nil)
        }
    }

    @Test(arguments: ["628111111111", "+628111111111"])
    func `a recipient may lack the plus of its number`(_ number: String) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            #expect(try emulator.send(.text(to: number)).data["to"] == "+628111111111")
        }
    }

    @Test func `the switches send_status_code and send_returns_wamid change the response to a message`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.configure(["switches": ["send_status_code": 202, "send_returns_wamid": true]])
            try emulator.hear()
            let answer = try emulator.send(.text())
            #expect(answer.status == 202)
            let wamid = try #require(answer.data["message_id"]?.string)
            let id = try #require(answer.data["id"]?.string)
            #expect(try emulator.message(id)["provider_id"] == .null)
            emulator.clock.advance(by: .milliseconds(100))
            #expect(try emulator.message(id)["provider_id"] == .string(wamid))
            let heard = try emulator.hear()["message"]?["provider_id"] ?? .null
            let receipt = try emulator.send(["messaging_product": "whatsapp", "status": "read", "message_id": heard])
            #expect(receipt.status == 200)
        }
    }

    @Test func `a first message creates its contact and its conversation`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let first = try emulator.send(.text())
            let second = try emulator.send(.text())
            #expect(first.data["conversation_id"] == second.data["conversation_id"])
            let conversations = try emulator.client().get("/\(usualNumber)/conversations")
            #expect(conversations.column("id") == [try #require(first.data["conversation_id"])])
            let contacts = try emulator.client().get("/\(usualNumber)/contacts")
            #expect(contacts.column("phone_number") == [.string(partner)])
            #expect(try emulator.events().map(\.type) == ["contact.created"])
        }
    }

    @Test func `the response to a message says pending even if its progression is immediate`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.configure(["messages": ["progression": "immediate"]])
            try emulator.hear()
            let answer = try emulator.send(.text())
            #expect(answer.data["status"] == "pending")
            #expect(try emulator.message(try #require(answer.data["id"]?.string))["status"] == "delivered")
        }
    }

    @Test func `a message with an unknown template fails later, or at once if unknown_template is sync`() async throws {
        let body: JSONValue = .message("template", ["name": "nobody_has_it", "language": "id"])
        try await withEmulator { emulator in
            try emulator.addNumber()
            let accepted = try emulator.send(body)
            #expect(accepted.status == 200)
            emulator.clock.advance(by: .milliseconds(100))
            let failed = try emulator.message(try #require(accepted.data["id"]?.string))
            #expect(failed["error"]?["code"] == "template_not_found")
            try emulator.configure(["switches": ["unknown_template": "sync"]])
            expect(try emulator.send(body), refuses: 400, "invalid_template_name", param: "template.name")
        }
    }

    @Test func `a message with a wrong template parameter fails with the API's and Meta's error codes`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.createTemplate()
            try emulator.decide("approved")
            let values: JSONValue = [["type": "body", "parameters": [["type": "text", "text": "A\nB"]]]]
            let content: JSONValue = ["name": "parcel_update", "language": "id", "components": values]
            let sent = try emulator.send(.message("template", content))
            #expect(sent.status == 200)
            emulator.clock.advance(by: .milliseconds(100))
            let failed = try emulator.message(try #require(sent.data["id"]?.string))
            #expect(failed["status"] == "failed")
            #expect(failed["error"]?["code"] == "template_param_format_mismatch")
            #expect(failed["error"]?["provider_code"] == 132_012)
        }
    }

    // MARK: Refusals

    @Test(arguments: ["disconnected", "degraded", "onboarding", "pending"])
    func `a number that is not connected cannot send`(_ status: String) async throws {
        try await withEmulator { emulator in
            try emulator.addNumber(status: try #require(WhatsAppAccount.Status(rawValue: status)))
            expect(try emulator.send(.text()), refuses: 422, "account_not_connected")
            expect(try emulator.send(.text("")), refuses: 400, "invalid_field_value", param: "text.body")
        }
    }

    @Test func `an unknown number is not found, whatever the body`() async throws {
        try await withEmulator { emulator in
            for path in ["/999999/messages", "/abc/messages"] {
                let answer = try emulator.client().post(path, ["type": 1])
                expect(answer, refuses: 404, "resource_not_found")
            }
            try emulator.addNumber(key: otherKey)
            expect(try emulator.send(.text()), refuses: 404, "resource_not_found")
        }
    }

    @Test func `the window is checked before the quota, and the account before both`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.configure([
                "switches": ["window_violation": "sync"], "limits": ["messages_per_month": 0],
            ])
            expect(try emulator.send(.text()), refuses: 422, "outside_24h_window")
            try emulator.hear()
            let answer = try emulator.send(.text())
            expect(answer, refuses: 402, "quota_exceeded")
            #expect(answer.message == "The messages quota of the business plan is used up.")
            let status: JSONValue = ["phone_number_id": .string(usualNumber), "status": "degraded"]
            _ = try emulator.control(usualKey).post("/__admin/simulate/account_status", status)
            expect(try emulator.send(.text()), refuses: 422, "account_not_connected")
        }
    }

    @Test func `a message to a magic recipient is refused`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            expect(try emulator.send(.text(to: "+628000000402")), refuses: 402, "quota_exceeded")
            expect(try emulator.send(.text(to: "+628000000502")), refuses: 502, "whatsapp_upstream_error")
            #expect(try emulator.client().get("/\(usualNumber)/messages").data == [])
        }
    }

    // MARK: Lost responses

    @Test func `a message whose response is lost is replayed by its key and has one event`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.configure(["messages": ["progression": "immediate"]])
            try emulator.hear()
            let rule: JSONValue = [
                "on": ["operation": "sendMessage"], "phase": "after_commit", "times": 1,
                "then": ["connection": "close"],
            ]
            #expect(try emulator.control(usualKey).post("/__admin/faults", rule).status == 201)
            let headers: HTTPHeaders = ["Idempotency-Key": "k"]
            #expect(throws: (any Error).self) { try emulator.send(.text(), headers: headers) }
            let again = try emulator.send(.text(), headers: headers)
            #expect(again.status == 200)
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
            let list = try emulator.client().get("/\(usualNumber)/messages?direction=outbound")
            #expect(list.column("id") == [try #require(again.data["id"])])
            #expect(try emulator.events().map(\.type).count { $0 == "message.sent" } == 1)
        }
    }
}
