import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The kinds of things that labels are attached to.
enum Labelled: String, CaseIterable, Sendable {
    case contact, conversation

    /// Creates a contact or a conversation; returns its id and the path of its labels.
    func make(_ emulator: Emulator) throws -> (id: String, path: String) {
        let contact = try emulator.createContact()
        let id = self == .contact ? contact : try emulator.hear(from: contact)
        return (id, "/\(usualNumber)/\(rawValue)s/\(id)/labels")
    }
}

@Suite struct LabelAttachmentTests {
    @Test(arguments: Labelled.allCases)
    func `a label can be attached again without effect, but detached only once`(kind: Labelled) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let (id, path) = try kind.make(emulator)
            let label = try emulator.createLabel()
            func told(_ isAttached: Bool) -> JSONValue {
                ["\(kind.rawValue)_id": .string(id), "label_id": .string(label), "attached": .bool(isAttached)]
            }
            for _ in 1...2 {
                let attached = try emulator.client().post(path, ["label_id": .string(label)])
                #expect(attached.status == 200)
                #expect(attached.data == told(true))
            }
            let detached = try emulator.client().delete("\(path)/\(label)")
            #expect(detached.status == 200)
            #expect(detached.data == told(false))
            let again = try emulator.client().delete("\(path)/\(label)")
            expect(again, refuses: 404, "resource_not_found")
            let events = try emulator.eventTypes().filter { $0 != "contact.created" }
            #expect(events == (kind == .contact ? ["contact.updated", "contact.updated"] : []))
        }
    }

    @Test func `attaching a label to a contact again sends no event and keeps updated_at`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let (id, path) = try Labelled.contact.make(emulator)
            let label = try emulator.createLabel()
            emulator.clock.advance(by: .seconds(60))
            _ = try emulator.client().post(path, ["label_id": .string(label)])
            emulator.clock.advance(by: .seconds(60))
            _ = try emulator.client().post(path, ["label_id": .string(label)])
            let contact = try emulator.client().get("/\(usualNumber)/contacts/\(id)").data
            #expect(contact["updated_at"] == Emulator.instant(60))
            let event = try #require(try emulator.events().last).json
            #expect(event["data"] == ["contact": contact, "changed_fields": ["labels"]])
        }
    }

    @Test(
        arguments: Labelled.allCases,
        [
            ([:], 400, "missing_required_field", "label_id"),
            (["label_id": nil], 400, "missing_required_field", "label_id"),
            (["label_id": 5], 400, "invalid_field_value", "label_id"),
            (["label_id": "lbl_short"], 400, "invalid_field_value", "label_id"),
            (["label_id": .string(unknown("lbl"))], 404, "resource_not_found", nil),
        ] as [(JSONValue, Int, String, String?)]
    )
    func `an invalid or unknown label cannot be attached`(
        kind: Labelled,
        wrong: (body: JSONValue, status: Int, code: String, param: String?)
    ) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let (_, path) = try kind.make(emulator)
            let answer = try emulator.client().post(path, wrong.body)
            expect(answer, refuses: wrong.status, wrong.code, param: wrong.param)
        }
    }

    @Test(arguments: Labelled.allCases)
    func `the label of another organization is not found`(kind: Labelled) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let (_, path) = try kind.make(emulator)
            let label = try emulator.createLabel(key: otherKey)
            let answer = try emulator.client().post(path, ["label_id": .string(label)])
            expect(answer, refuses: 404, "resource_not_found")
            expect(try emulator.client().delete("\(path)/nonsense"), refuses: 404, "resource_not_found")
        }
    }

    @Test(arguments: Labelled.allCases)
    func `a label of another team than that of the number's customer is refused`(kind: Labelled) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let teams = try emulator.makeTeams()
            try emulator.assignNumber(toCustomerOf: teams[0])
            let (_, path) = try kind.make(emulator)
            let own = try emulator.createLabel(team: teams[0])
            let foreign = try emulator.createLabel(team: teams[1])
            let refused = try emulator.client().post(path, ["label_id": .string(foreign)])
            expect(refused, refuses: 400, "invalid_field_value", param: "label_id")
            #expect(try emulator.client().post(path, ["label_id": .string(own)]).status == 200)
        }
    }

    @Test(arguments: Labelled.allCases)
    func `a number without a customer takes the labels of all teams`(kind: Labelled) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let teams = try emulator.makeTeams()
            let (_, path) = try kind.make(emulator)
            for team in teams {
                let label = try emulator.createLabel(team: team)
                #expect(try emulator.client().post(path, ["label_id": .string(label)]).status == 200)
            }
        }
    }

    @Test(arguments: Labelled.allCases)
    func `a label attached before the number's assignment can be attached again and detached`(
        kind: Labelled
    ) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let teams = try emulator.makeTeams()
            let (_, path) = try kind.make(emulator)
            let label = try emulator.createLabel(team: teams[1])
            _ = try emulator.client().post(path, ["label_id": .string(label)])
            try emulator.assignNumber(toCustomerOf: teams[0])
            #expect(try emulator.client().post(path, ["label_id": .string(label)]).status == 200)
            #expect(try emulator.client().delete("\(path)/\(label)").status == 200)
            expect(
                try emulator.client().post(path, ["label_id": .string(label)]),
                refuses: 400,
                "invalid_field_value",
                param: "label_id"
            )
        }
    }
}
