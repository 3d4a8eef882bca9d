import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// The chats that the phone in the inspector shows.
@Suite struct InboxTests {
    private func inbox(_ emulator: Emulator, _ query: String = "") throws -> JSONValue {
        let answer = try emulator.control(usualKey).get("/__admin/conversations\(query)")
        try #require(answer.status == 200, "\(answer.json)")
        return answer.json
    }

    private func thread(_ emulator: Emulator, _ id: JSONValue?, _ query: String = "") throws -> JSONValue {
        let path = "/__admin/conversations/\(try #require(id?.string))/messages\(query)"
        let answer = try emulator.control(usualKey).get(path)
        try #require(answer.status == 200, "\(answer.json)")
        return answer.json
    }

    @Test func `the list has conversations by their latest message, and then the contacts without one`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let silent = try emulator.createContact(1)
            let first = try emulator.hear(adding: ["name": "Budi"])
            try emulator.hear(adding: ["from": "+628111111112"])
            try emulator.sendText("Hello Budi")
            let inbox = try inbox(emulator)
            #expect(inbox["phone_number_id"] == .string(usualNumber))
            #expect(inbox["accounts"]?[0]?["phone_number_id"] == .string(usualNumber))
            #expect(inbox["clock"]?["mode"] == "real")
            #expect(inbox["more"] == false)
            let rows = try #require(inbox["data"]?.array)
            #expect(rows.column("phone_number") == [.string(partner), "+628111111112", "+628111010001"])
            #expect(rows[0]["conversation_id"] == first["conversation_id"])
            #expect(rows[0]["contact_id"] == first["contact_id"])
            #expect(rows[0]["name"] == "Budi")
            #expect(rows[0]["phone"] == "shown")
            #expect(rows[0]["unread_count"] == 1)
            #expect(rows[0]["last_message"]?["content"]?["text"] == "Hello Budi")
            #expect(rows[2]["contact_id"] == .string(silent))
            #expect(rows[2]["conversation_id"] == .null)
            #expect(rows[2]["last_message"] == .null)
        }
    }

    @Test func `a limit cuts the list, and a search finds names, numbers, usernames and ids`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let budi = try emulator.hear(adding: ["name": "Budi"])["contact_id"]?.string ?? ""
            try emulator.hear(adding: ["from": "+628111111112", "name": "Citra", "username": "citra.c"])
            _ = try emulator.createContact(["phone_number": "+628111111113", "name": "Dewi"])
            #expect(try inbox(emulator, "?limit=1")["data"]?.array?.column("name") == ["Citra"])
            #expect(try inbox(emulator, "?limit=1")["more"] == true)
            #expect(try inbox(emulator, "?limit=2")["data"]?.array?.column("name") == ["Citra", "Budi"])
            #expect(try inbox(emulator, "?limit=3")["more"] == false)
            for search in ["BUD", "628111111111", try emulator.bsuid().string ?? "", budi] {
                #expect(try inbox(emulator, "?search=\(search)")["data"]?.array?.column("name") == ["Budi"])
            }
            #expect(try inbox(emulator, "?search=citra.c")["data"]?.array?.column("name") == ["Citra"])
            #expect(try inbox(emulator, "?search=dewi")["data"]?.array?.column("name") == ["Dewi"])
            #expect(try inbox(emulator, "?search=1111111&limit=2")["more"] == true)
            #expect(try inbox(emulator, "?search=nobody")["data"] == [])
        }
    }

    @Test func `a hidden number is shown to the tester and marked as hidden`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.hear()
            try emulator.changeIdentity(["phone": "hidden"])
            let row = try #require(try inbox(emulator)["data"]?[0])
            #expect(row["phone_number"] == .string(partner))
            #expect(row["phone"] == "hidden")
        }
    }

    @Test func `each number has a list of its own, and an unknown number has none`() async throws {
        try await withEmulator { emulator in
            #expect(try emulator.client().get("/me").status == 200)
            #expect(try inbox(emulator)["phone_number_id"] == .null)
            try emulator.addNumber()
            try emulator.addNumber(otherNumber)
            try emulator.hear()
            #expect(try inbox(emulator)["data"]?.array?.count == 1)
            #expect(try inbox(emulator)["accounts"]?.array?.count == 2)
            #expect(try inbox(emulator, "?phone_number_id=\(otherNumber)")["data"] == [])
            let refused = try emulator.control(usualKey).get("/__admin/conversations?phone_number_id=9")
            expectProblem(refused, 404, "not_found")
        }
    }

    @Test func `the list says when free-form messages end and when the business was typing`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            _ = try emulator.control(usualKey).put(
                "/__admin/clock",
                ["mode": "frozen", "now": "2026-06-04T10:00:00Z"]
            )
            _ = try emulator.createContact(1)
            let heard = try emulator.hear()
            let wamid = try #require(heard["message"]?["provider_id"])
            let receipt: JSONValue = [
                "messaging_product": "whatsapp", "status": "read", "message_id": wamid,
                "typing_indicator": ["type": "text"],
            ]
            #expect(try emulator.send(receipt).status == 200)
            let rows = try #require(try inbox(emulator)["data"]?.array)
            #expect(rows.column("window_end") == ["2026-06-05T10:00:00.000Z", nil])
            #expect(rows.column("typing_at") == ["2026-06-04T10:00:00.000Z", nil])
            #expect(rows.column("unread_count") == [0, 0])
        }
    }

    @Test func `a thread has the newest messages, oldest first`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let id = try emulator.hear("text", ["body": "one"])["conversation_id"]
            try emulator.sendText("two")
            try emulator.sendText("three")
            try emulator.sendText("to another", to: "+628111111112")
            let all = try thread(emulator, id)
            #expect(all["data"]?.array?.compactMap { $0["content"]?["text"] } == ["one", "two", "three"])
            #expect(all["more"] == false)
            let newest = try thread(emulator, id, "?limit=2")
            #expect(newest["data"]?.array?.compactMap { $0["content"]?["text"] } == ["two", "three"])
            #expect(newest["more"] == true)
            let unknown = try emulator.control(usualKey).get("/__admin/conversations/\(unknown("cnv"))/messages")
            expectProblem(unknown, 404, "not_found")
        }
    }

    @Test func `a thread has what was sent and the templates of its messages, each once`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let template: JSONValue = [
                "name": "parcel_update", "language": "id", "category": "UTILITY",
                "components": [["type": "BODY", "text": "Parcel {{1}} is here."]],
            ]
            #expect(try emulator.client().post("/\(usualNumber)/templates", template).status == 201)
            let use: JSONValue = [
                "name": "parcel_update", "language": "id",
                "components": [["type": "body", "parameters": [["type": "text", "text": "A"]]]],
            ]
            let sent = try emulator.send(.message("template", use))
            _ = try emulator.send(.message("template", use))
            try emulator.sendText()
            let thread = try thread(emulator, sent.data["conversation_id"])
            #expect(thread["data"]?[0]?["content"]?["sent"] == use)
            #expect(thread["data"]?[2]?["content"]?["sent"] == .null)
            #expect(thread["templates"]?.array?.column("name") == ["parcel_update"])
            #expect(thread["templates"]?[0]?["components"] == template["components"])
        }
    }
}
