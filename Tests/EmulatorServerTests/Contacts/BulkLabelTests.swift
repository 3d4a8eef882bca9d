import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct BulkLabelTests {
    private let path = "/\(usualNumber)/contacts/bulk_label"

    private func body(_ ids: [String], _ label: String, _ operation: String) -> JSONValue {
        ["contact_ids": .array(ids.map { .string($0) }), "label_id": .string(label), "operation": .string(operation)]
    }

    @Test func `bulk_label applies to all contacts of the number, changed or not`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber, otherNumber)
            let ids = try (0..<3).map { try emulator.createContact($0) }
            let elsewhere = try emulator.createContact(on: otherNumber)
            let label = try emulator.createLabel()
            let all = ids + [unknown("ctc"), elsewhere]
            let counts: JSONValue = ["applied": 3, "skipped_cross_org": 2, "skipped_team_mismatch": 0]
            let events = try emulator.events().count
            _ = try emulator.client().post("/\(usualNumber)/contacts/\(ids[0])/labels", ["label_id": .string(label)])
            for operation in ["attach", "attach", "detach", "detach"] {
                let answer = try emulator.client().post(path, body(all, label, operation))
                #expect(answer.status == 200)
                #expect(answer.data == counts)
            }
            #expect(try emulator.eventTypes(after: events) == Array(repeating: "contact.updated", count: 6))
            #expect(try emulator.client().delete("/\(usualNumber)/contacts/\(ids[1])/labels/\(label)").status == 404)
        }
    }

    @Test func `bulk_label counts contacts of another team than the label's as skipped`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let teams = try emulator.makeTeams()
            try emulator.assignNumber(toCustomerOf: teams[0])
            let id = try emulator.createContact()
            let label = try emulator.createLabel(team: teams[1])
            for operation in ["attach", "detach"] {
                let answer = try emulator.client().post(path, body([id], label, operation))
                #expect(answer.data == ["applied": 0, "skipped_cross_org": 0, "skipped_team_mismatch": 1])
            }
        }
    }

    @Test func `bulk_label takes at most 1000 contacts`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let label = try emulator.createLabel()
            let id = try emulator.createContact()
            let answer = try emulator.client().post(path, body(Array(repeating: id, count: 1000), label, "attach"))
            #expect(answer.data["applied"] == 1000)
            let refused = try emulator.client().post(path, body(Array(repeating: id, count: 1001), label, "attach"))
            expect(refused, refuses: 400, "invalid_field_value", param: "contact_ids")
        }
    }

    @Test(
        arguments: [
            (["contact_ids": nil], 400, "missing_required_field", "contact_ids"),
            (["contact_ids": []], 400, "invalid_field_value", "contact_ids"),
            (["contact_ids": ["x"]], 400, "invalid_field_value", "contact_ids.0"),
            (["label_id": nil], 400, "missing_required_field", "label_id"),
            (["label_id": "x"], 400, "invalid_field_value", "label_id"),
            (["label_id": .string(unknown("lbl"))], 404, "resource_not_found", nil),
            (["operation": nil], 400, "missing_required_field", "operation"),
            (["operation": "toggle"], 400, "invalid_field_value", "operation"),
            (["operation": "toggle", "label_id": 5, "contact_ids": 5], 400, "invalid_field_value", "contact_ids"),
        ] as [(JSONValue, Int, String, String?)]
    )
    func `an invalid bulk_label is refused`(change: JSONValue, status: Int, code: String, param: String?) async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let id = try emulator.createContact()
            let label = try emulator.createLabel()
            let right = try #require(body([id], label, "attach").object)
            let wrong = right.merging(try #require(change.object)) { $1 }
            let answer = try emulator.client().post(path, .object(wrong))
            expect(answer, refuses: status, code, param: param)
            #expect(try emulator.eventTypes() == ["contact.created"])
        }
    }
}
