import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The parts of requests that have no effect, as the journal shows them.
@Suite struct UnreadPartsTests {
    private func unread(_ emulator: Emulator, of seq: Int = 1) throws -> JSONValue {
        let detail = try emulator.control(usualKey).get("/__admin/requests/\(seq)")
        #expect(detail.status == 200)
        return try #require(detail.json["unread"])
    }

    @Test func `a misspelled field of an accepted request is shown with the right name`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().post("/customers", ["name": "A", "metdata": ["crm": "C-1"]])
            #expect(answer.status == 201)
            let part: JSONValue = [
                "location": "body", "pointer": "/metdata", "reason": "unknown", "message": "is not in the contract",
                "hint": "metadata",
            ]
            #expect(try unread(emulator) == [part])
        }
    }

    @Test func `a misspelled query parameter is shown with the right name`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().get("/customers?limt=5&status=active")
            #expect(answer.status == 200)
            let part: JSONValue = [
                "location": "query", "pointer": "/limt", "reason": "unknown", "message": "is not in the contract",
                "hint": "limit",
            ]
            #expect(try unread(emulator) == [part])
        }
    }

    @Test func `the keys of metadata are free`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().post("/customers", ["name": "A", "metadata": ["crm": ["id": 1]]])
            #expect(try unread(emulator) == [])
        }
    }

    @Test func `fields of other types of message and fields that the emulator does not use are shown`() async throws {
        try await withEmulator { emulator in
            let message: JSONValue = [
                "messaging_product": "whatsapp", "recipient_type": "individual", "to": "+628111111111", "type": "text",
                "text": ["body": "Hello", "preview_url": true, "size": 3], "image": ["id": "1"],
            ]
            _ = try emulator.client().post("/1111475158712095/messages", message)
            let parts = try #require(try unread(emulator).array)
            #expect(parts.map { $0["pointer"] } == ["/image", "/text/preview_url", "/text/size"])
            #expect(parts.map { $0["reason"] } == ["unknown", "ignored", "unknown"])
            #expect(
                parts.map { $0["message"] } == [
                    "is in the contract, but not for an object of this form",
                    "has no effect in the emulator: no preview of links is made", "is not in the contract",
                ]
            )
        }
    }

    @Test func `the optional parts of an interactive message are ignored`() async throws {
        try await withEmulator { emulator in
            let row: JSONValue = ["id": "1", "title": "One", "description": "The first"]
            let message: JSONValue = [
                "messaging_product": "whatsapp", "to": "+628111111111", "type": "interactive",
                "interactive": [
                    "type": "list", "header": ["type": "text", "text": "Delivery"], "body": ["text": "Choose"],
                    "footer": ["text": "Acme"], "action": ["button": "Open", "sections": [["rows": [row]]]],
                ],
            ]
            _ = try emulator.client().post("/1111475158712095/messages", message)
            let parts = try #require(try unread(emulator).array)
            #expect(
                parts.map { $0["pointer"] } == [
                    "/interactive/header", "/interactive/footer",
                    "/interactive/action/sections/0/rows/0/description",
                ]
            )
            #expect(parts.allSatisfy { $0["reason"] == "ignored" })
        }
    }

    @Test func `an idempotency key is ignored on every method but POST`() async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = ["Idempotency-Key": "k-1"]
            _ = try emulator.client().get("/me", headers: headers)
            _ = try emulator.client().post("/customers", ["name": "A"], headers: headers)
            let part: JSONValue = [
                "location": "header", "pointer": "/Idempotency-Key", "reason": "ignored",
                "message": "has no effect on a GET, only on a POST", "hint": .null,
            ]
            #expect(try unread(emulator) == [part])
            #expect(try unread(emulator, of: 2) == [])
        }
    }

    @Test func `a row of the journal counts the unread parts, also of refused requests`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            _ = try client.get("/me")
            _ = try client.post("/customers?a=1", ["nam": "A", "mail": "a@b.example"])
            _ = try client.get("/nonsense?a=1")
            _ = try client.delete("/customers/none?force=true")
            let list = try emulator.control(usualKey).get("/__admin/requests")
            #expect(list.column("status") == [200, 400, 404, 404])
            #expect(list.column("unread") == [0, 3, 0, 1])
            #expect(list.column("violations") == [0, 1, 0, 0])
        }
    }

    @Test func `a body that an operation does not take is one unread part`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().send(.DELETE, "/customers/none", body: Array(#"{"reason": "test"}"#.utf8))
            let parts = try #require(try unread(emulator).array)
            #expect(parts.map { $0["pointer"] } == [""])
            #expect(parts[0]["message"] == "is not in the contract: the operation has no request body")
        }
    }

    @Test func `secrets in the names of unread parts are masked`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me?kdv_test_abcdefgh=1")
            #expect(try unread(emulator)[0]?["pointer"] == "/kdv_test_****efgh")
        }
    }
}
