import Contract
import Documents
import EmulatorCore
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@testable import Domain

@Suite struct ConversationTests {
    private func path(_ id: String) -> String { "/\(usualNumber)/conversations/\(id)" }

    @Test func `a conversation shows contact, account and counts`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let contact = try emulator.createContact(["phone_number": "+628111111111", "name": "Ada"])
            emulator.clock.advance(by: .seconds(60))
            let id = try emulator.hear(from: contact)
            let shown = try emulator.client().get(path(id))
            #expect(shown.status == 200)
            #expect(
                shown.data == [
                    "id": .string(id), "object": "conversation", "status": "open",
                    "contact": [
                        "id": .string(contact), "phone_number": "+628111111111", "bsuid": try emulator.bsuid(),
                        "username": nil, "name": "Ada",
                    ],
                    "whatsapp_account": [
                        "phone_number": "+62 857-2516-5424", "phone_number_id": .string(usualNumber), "customer": nil,
                    ],
                    "assignee": nil, "unread_count": 1, "last_message_at": Emulator.instant(60),
                    "last_inbound_at": Emulator.instant(60), "created_at": Emulator.instant(60),
                    "updated_at": Emulator.instant(60),
                ]
            )
            #expect(try emulator.client().get("/\(usualNumber)/conversations").data == [shown.data])
        }
    }

    // MARK: Status

    @Test(arguments: [
        ("open", "resolved", ["conversation.closed"]), ("pending", "resolved", ["conversation.closed"]),
        ("resolved", "resolved", []), ("resolved", "open", []), ("open", "pending", []), ("open", "open", []),
    ])
    func `only a change to resolved sends an event`(old: String, new: String, events: [String]) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.hear(from: try emulator.createContact())
            let before = try emulator.client().patch(path(id), ["status": .string(old)]).data
            let count = try emulator.events().count
            emulator.clock.advance(by: .seconds(60))
            let after = try emulator.client().patch(path(id), ["status": .string(new)])
            #expect(after.status == 200)
            var expected = try #require(before.object)
            expected["status"] = .string(new)
            if old != new { expected["updated_at"] = Emulator.instant(60) }
            #expect(after.data == .object(expected))
            #expect(try emulator.client().get(path(id)).data == after.data)
            #expect(try emulator.eventTypes(after: count) == events)
        }
    }

    @Test func `the event conversation.closed names no user`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.hear(from: try emulator.createContact())
            _ = try emulator.client().patch(path(id), ["status": "resolved"])
            let event = try #require(try emulator.events().last).json
            let closed: JSONValue = [
                "id": .string(id), "object": "conversation", "status": "resolved", "closed_by_user_id": nil,
            ]
            #expect(event["data"] == ["conversation": closed])
        }
    }

    // MARK: Assignee

    @Test func `an assignee is set, replaced and cleared, and each event names the previous one`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let users = try emulator.makeUsers("Ada", "Grace")
            let team = try emulator.client().get("/me").data["teams"]?[0]?["id"]
            let id = try emulator.hear(from: try emulator.createContact())
            let count = try emulator.events().count
            let first = try emulator.client().patch(path(id), ["assigned_to": users[0]])
            #expect(first.data["assignee"] == ["id": users[0], "name": "Ada", "email": nil])
            _ = try emulator.client().patch(path(id), ["assigned_to": users[0]])
            _ = try emulator.client().patch(path(id), ["assigned_to": users[1]])
            let last = try emulator.client().patch(path(id), ["assigned_to": nil])
            #expect(last.data["assignee"] == .null)
            let events = try emulator.events().dropFirst(count).map(\.json)
            #expect(events.column("type") == Array(repeating: "conversation.assigned", count: 3))
            let conversation: JSONValue = ["id": .string(id), "object": "conversation", "status": "open"]
            #expect(events.map { $0["data"]?["conversation"] } == Array(repeating: conversation, count: 3))
            let steps: [(JSONValue, JSONValue)] = [(users[0], nil), (users[1], users[0]), (nil, users[1])]
            let expected = steps.map { user, before -> JSONValue in
                ["user_id": user, "team_id": team ?? nil, "previous_user_id": before]
            }
            #expect(events.compactMap { $0["data"]?["assignee"] } == expected)
        }
    }

    @Test func `an assignment names the team of the number's customer`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let teams = try emulator.makeTeams()
            let users = try emulator.makeUsers("Ada")
            try emulator.assignNumber(toCustomerOf: teams[1])
            let id = try emulator.hear(from: try emulator.createContact())
            _ = try emulator.client().patch(path(id), ["assigned_to": users[0], "status": "resolved"])
            let events = try emulator.events().suffix(2).map(\.json)
            #expect(events.column("type") == ["conversation.assigned", "conversation.closed"])
            #expect(events[0]["data"]?["assignee"]?["team_id"] == teams[1])
            #expect(events[0]["data"]?["conversation"]?["status"] == "resolved")
        }
    }

    @Test func `an assignment in an organization without teams sends a valid event`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            try emulator.configure(["teams": []])
            let users = try emulator.makeUsers("Ada")
            let id = try emulator.hear(from: try emulator.createContact())
            _ = try emulator.client().patch(path(id), ["assigned_to": users[0]])
            let event = try #require(try emulator.events().last)
            let webhook = try #require(emulator.contract.webhook(event.type))
            #expect(webhook.validate(body: event.json) == [])
        }
    }

    @Test func `an assignee who is removed from the settings is shown as null`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let users = try emulator.makeUsers("Ada", "Grace")
            let id = try emulator.hear(from: try emulator.createContact())
            _ = try emulator.client().patch(path(id), ["assigned_to": users[0]])
            _ = try emulator.makeUsers("Grace")
            #expect(try emulator.client().get(path(id)).data["assignee"] == .null)
            #expect(try emulator.client().get("/\(usualNumber)/conversations").column("assignee") == [.null])
            let refused = try emulator.client().patch(path(id), ["assigned_to": users[0]])
            expect(refused, refuses: 400, "invalid_field_value", param: "assigned_to")
            let count = try emulator.events().count
            _ = try emulator.client().patch(path(id), ["assigned_to": nil])
            #expect(try emulator.events().count == count)
        }
    }

    @Test(
        arguments: [
            ([:], "invalid_request", nil), (["labels": []], "invalid_request", nil),
            (["status": nil], "invalid_field_value", "status"), (["status": "closed"], "invalid_field_value", "status"),
            (["status": "OPEN"], "invalid_field_value", "status"), (["status": 1], "invalid_field_value", "status"),
            (["assigned_to": "nonsense"], "invalid_field_value", "assigned_to"),
            (["assigned_to": .string(unknown("usr"))], "invalid_field_value", "assigned_to"),
            (["assigned_to": 5], "invalid_field_value", "assigned_to"),
            (["assigned_to": .string(unknown("usr")), "status": "x"], "invalid_field_value", "status"),
            (["assigned_to": .string(unknown("usr")), "status": "resolved"], "invalid_field_value", "assigned_to"),
        ] as [(JSONValue, String, String?)]
    )
    func `an invalid patch is refused as a whole`(patch: JSONValue, code: String, param: String?) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.hear(from: try emulator.createContact())
            let before = try emulator.client().get(path(id)).data
            expect(try emulator.client().patch(path(id), patch), refuses: 400, code, param: param)
            #expect(try emulator.client().get(path(id)).data == before)
            #expect(try emulator.eventTypes() == ["contact.created"])
        }
    }

    // MARK: Not found

    @Test(arguments: ["nonsense", "cnv_short", unknown("cnv"), unknown("ctc")])
    func `a conversation that does not exist is not found`(id: String) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let client = emulator.client()
            let answers = [
                try client.get(path(id)), try client.patch(path(id), [:]), try client.post(path(id) + "/labels", [:]),
                try client.delete(path(id) + "/labels/" + unknown("lbl")),
            ]
            for answer in answers { expect(answer, refuses: 404, "resource_not_found") }
        }
    }

    @Test func `a conversation of another number or organization is not found`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber, otherNumber)
            try emulator.connect(usualNumber, key: otherKey)
            let elsewhere = try emulator.hear(from: try emulator.createContact(on: otherNumber))
            let foreign = try emulator.hear(from: try emulator.createContact(key: otherKey), key: otherKey)
            for id in [elsewhere, foreign] {
                expect(try emulator.client().get(path(id)), refuses: 404, "resource_not_found")
                let patched = try emulator.client().patch(path(id), ["status": "open"])
                expect(patched, refuses: 404, "resource_not_found")
            }
            #expect(try emulator.client().get("/\(usualNumber)/conversations").data == [])
        }
    }

    // MARK: The window

    @Test func `an advance reports when the 24-hour window closes`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let contact = try emulator.createContact()
            let id = try emulator.hear(from: contact)
            let first = try await emulator.advance(["by": "23h"])
            #expect(first["fired"] == [])
            let world = try emulator.world(of: usualKey)
            let now = emulator.clock.now.adding(.hours(23))
            world.transaction { state in state.noteInbound(in: Identifier(id), at: now) }
            let second = try await emulator.advance(["by": "30h"])
            let rows = try #require(second["fired"]?.array)
            #expect(rows.column("kind") == ["window_closed"])
            #expect(rows.column("ref") == [.string(id)])
            #expect(rows.column("result") == ["closed"])
            #expect(rows.column("at") == [Emulator.instant(47 * 3600)])
        }
    }
}
