import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct LabelTests {
    @Test func `a label has a team, a color and dates`() async throws {
        try await withEmulator { emulator in
            let team = try emulator.client().get("/me").data["teams"]?[0]?["id"]
            let created = try emulator.client().post("/labels", ["name": "VIP", "color": "teal"])
            #expect(created.status == 201)
            #expect(
                created.data == [
                    "id": try #require(created.data["id"]), "object": "label", "name": "VIP", "color": "teal",
                    "team_id": try #require(team), "created_at": "2026-06-04T10:00:00.000Z",
                    "updated_at": "2026-06-04T10:00:00.000Z",
                ]
            )
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test(arguments: [["name": "VIP"], ["name": "VIP", "color": nil]] as [JSONValue])
    func `a label is gray by default`(body: JSONValue) async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.client().post("/labels", body).data["color"] == "gray")
        }
    }

    @Test(arguments: [
        "gray", "red", "orange", "amber", "yellow", "lime", "green", "emerald", "teal", "sky", "blue", "violet", "pink",
    ])
    func `a label can have every color of the contract`(color: String) async throws {
        try await withEmulator { emulator throws in
            let body: JSONValue = ["name": "VIP", "color": .string(color)]
            #expect(try emulator.client().post("/labels", body).data["color"] == .string(color))
        }
    }

    @Test(
        arguments: [
            ([:], "missing_required_field", "name"), (["name": nil], "missing_required_field", "name"),
            (["name": ""], "invalid_field_value", "name"), (["name": 5], "invalid_field_value", "name"),
            (["name": .string(String(repeating: "x", count: 51))], "invalid_field_value", "name"),
            (["name": "A", "color": "black"], "invalid_field_value", "color"),
            (["name": "A", "color": "Red"], "invalid_field_value", "color"),
            (["name": "A", "team_id": "t1_zzzzzzzzzzzz"], "invalid_field_value", "team_id"),
            (["name": "A", "team_id": ""], "invalid_field_value", "team_id"),
            (["name": "", "team_id": "nonsense", "color": "black"], "invalid_field_value", "team_id"),
            (["name": "taken", "color": "black"], "invalid_field_value", "name"),
            (["name": "TAKEN"], "invalid_field_value", "name"), (["name": "Taken"], "invalid_field_value", "name"),
        ] as [(JSONValue, String, String)]
    )
    func `an invalid label or a taken name is refused`(body: JSONValue, code: String, param: String) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createLabel("Taken")
            expect(try emulator.client().post("/labels", body), refuses: 400, code, param: param)
            #expect(try emulator.client().get("/labels").column("name") == ["Taken"])
        }
    }

    @Test func `with several teams a label needs a team_id, and its name is unique in the team`() async throws {
        try await withEmulator { emulator in
            let teams = try emulator.makeTeams()
            let refused = try emulator.client().post("/labels", ["name": "VIP"])
            expect(refused, refuses: 400, "missing_required_field", param: "team_id")
            for team in teams { _ = try emulator.createLabel("VIP", team: team) }
            #expect(try emulator.client().get("/labels").column("team_id") == teams.reversed())
            let again = try emulator.client().post("/labels", ["name": "vip", "team_id": teams[1]])
            expect(again, refuses: 400, "invalid_field_value", param: "name")
        }
    }

    @Test func `an organization without teams cannot have a label`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["teams": []])
            let refused = try emulator.client().post("/labels", ["name": "VIP"])
            expect(refused, refuses: 400, "invalid_field_value", param: "team_id")
        }
    }

    @Test func `labels are paged newest first`() async throws {
        try await withEmulator { emulator in
            let ids = try (0..<5).map { JSONValue.string(try emulator.createLabel("Label \($0)")) }
            let first = try emulator.client().get("/labels?limit=3")
            #expect(first.column("id") == Array(ids[2...4].reversed()))
            #expect(first.json["has_more"] == true)
            _ = try emulator.createLabel("Late")
            let cursor = try #require(first.json["next_cursor"]?.string)
            let last = try emulator.client().get("/labels?limit=3&cursor=\(cursor)")
            #expect(last.column("id") == [ids[1], ids[0]])
            #expect(last.json["has_more"] == false)
            let broken = try emulator.client().get("/labels?cursor=\(String(cursor.reversed()))")
            expect(broken, refuses: 400, "invalid_cursor", param: "cursor")
        }
    }

    // MARK: Changes

    @Test(
        arguments: [
            (["name": "Gold"], "name", "Gold"), (["name": "vip"], "name", "vip"), (["color": "pink"], "color", "pink"),
        ] as [(JSONValue, String, JSONValue)]
    )
    func `a patch changes one field and no other`(patch: JSONValue, field: String, value: JSONValue) async throws {
        try await withEmulator { emulator in
            let created = try emulator.client().post("/labels", ["name": "VIP", "color": "teal"])
            emulator.clock.advance(by: .seconds(90))
            let path = "/labels/\(created.data["id"]?.string ?? "")"
            let updated = try emulator.client().patch(path, patch)
            #expect(updated.status == 200)
            var expected = try #require(created.data.object)
            expected[field] = value
            expected["updated_at"] = "2026-06-04T10:01:30.000Z"
            #expect(updated.data == .object(expected))
            #expect(try emulator.client().get("/labels").data == [updated.data])
        }
    }

    @Test(
        arguments: [
            ([:], "invalid_request", nil), (["team_id": "t1_zzzzzzzzzzzz"], "invalid_request", nil),
            (["name": nil], "invalid_field_value", "name"), (["name": ""], "invalid_field_value", "name"),
            (["color": nil], "invalid_field_value", "color"), (["color": "black"], "invalid_field_value", "color"),
            (["name": "OTHER"], "invalid_field_value", "name"),
            (["color": "black", "name": "other"], "invalid_field_value", "name"),
        ] as [(JSONValue, String, String?)]
    )
    func `an invalid patch is refused as a whole`(patch: JSONValue, code: String, param: String?) async throws {
        try await withEmulator { emulator in
            _ = try emulator.createLabel("Other")
            let id = try emulator.createLabel("VIP")
            let before = try emulator.client().get("/labels").data
            expect(try emulator.client().patch("/labels/\(id)", patch), refuses: 400, code, param: param)
            #expect(try emulator.client().get("/labels").data == before)
        }
    }

    @Test(arguments: [["name": "VIP"], ["color": "gray"], ["name": "VIP", "color": "gray"]] as [JSONValue])
    func `a patch with the stored values changes nothing`(patch: JSONValue) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createLabel("VIP")
            let before = try emulator.client().get("/labels").data[0]
            emulator.clock.advance(by: .seconds(60))
            #expect(try emulator.client().patch("/labels/\(id)", patch).data == before)
        }
    }

    // MARK: Deleting

    @Test func `a deleted label is detached from everything without an event`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let client = emulator.client()
            let label = try emulator.createLabel()
            let contact = try emulator.createContact()
            let conversation = try emulator.hear(from: contact)
            let body: JSONValue = ["label_id": .string(label)]
            _ = try client.post("/\(usualNumber)/contacts/\(contact)/labels", body)
            _ = try client.post("/\(usualNumber)/conversations/\(conversation)/labels", body)
            let shown = try client.get("/\(usualNumber)/contacts/\(contact)").data
            let events = try emulator.events().count
            emulator.clock.advance(by: .seconds(60))

            let deleted = try client.delete("/labels/\(label)")
            #expect(deleted.status == 200)
            #expect(deleted.data == ["id": .string(label), "object": "label", "deleted": true])
            #expect(try client.get("/labels").data == [])
            for path in ["contacts/\(contact)", "conversations/\(conversation)"] {
                let detached = try client.delete("/\(usualNumber)/\(path)/labels/\(label)")
                expect(detached, refuses: 404, "resource_not_found")
            }
            #expect(try client.get("/\(usualNumber)/contacts/\(contact)").data == shown)
            #expect(try emulator.events().count == events)
            _ = try emulator.createLabel()
        }
    }

    @Test(arguments: ["nonsense", "lbl_short", unknown("lbl"), unknown("ctc")])
    func `a label that does not exist is not found`(id: String) async throws {
        try await withEmulator { emulator in
            expect(try emulator.client().patch("/labels/\(id)", ["name": ""]), refuses: 404, "resource_not_found")
            expect(try emulator.client().delete("/labels/\(id)"), refuses: 404, "resource_not_found")
        }
    }

    @Test func `the label of another organization is not found`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createLabel(key: otherKey)
            expect(try emulator.client().patch("/labels/\(id)", ["name": "A"]), refuses: 404, "resource_not_found")
            expect(try emulator.client().delete("/labels/\(id)"), refuses: 404, "resource_not_found")
            #expect(try emulator.client(otherKey).get("/labels").column("id") == [.string(id)])
        }
    }
}
