import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Meta's decisions on templates, and when the API shows them.
@Suite(.timeLimit(.minutes(15))) struct TemplateReviewTests {
    private static let path = "/__admin/simulate/template_status"

    private func status(_ emulator: Emulator, of name: String = "parcel_update") throws -> JSONValue? {
        try emulator.client().get(Emulator.templates + "/" + name).data["status"]
    }

    private func sync(_ emulator: Emulator) throws -> JSONValue {
        let answer = try emulator.client().post(Emulator.templates + "/sync")
        try #require(answer.status == 200)
        return answer.data
    }

    // MARK: Decisions by a request

    @Test(arguments: Template.Status.allCases.map(\.rawValue))
    func `a decision is shown at once and sends no event`(decision: String) async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            let created = try emulator.createTemplate()
            emulator.clock.advance(by: .seconds(60))
            let decided = try emulator.decide(decision)
            #expect(decided["status"] == .string(decision))
            #expect(decided["updated_at"] == (decision == "pending" ? created["created_at"] : Emulator.instant(60)))
            #expect(decided["created_at"] == created["created_at"])
            #expect(try emulator.client().get(Emulator.templates + "/parcel_update").data == decided)
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `a decision with on_sync is shown after a sync, and a second sync changes nothing`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.createTemplate("other")
            try emulator.createTemplate()
            #expect(try emulator.decide("approved", onSync: true)["status"] == "pending")
            #expect(try status(emulator) == "pending")
            #expect(try sync(emulator) == ["created": 0, "updated": 1, "synced": 2])
            #expect(try status(emulator) == "approved")
            #expect(try status(emulator, of: "other") == "pending")
            #expect(try sync(emulator) == ["created": 0, "updated": 0, "synced": 2])
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `a sync with the same idempotency key is replayed`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.createTemplate()
            try emulator.decide("approved", onSync: true)
            for replayed in ["false", "true"] {
                let headers: HTTPHeaders = ["Idempotency-Key": "k"]
                let answer = try emulator.client().post(Emulator.templates + "/sync", headers: headers)
                #expect(answer.headers["Idempotent-Replayed"] == [replayed])
                #expect(answer.data["updated"] == 1)
            }
        }
    }

    @Test func `a decision needs a language if the template has several`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.createTemplate("a", "id")
            try emulator.createTemplate("a", "en_US")
            var body: JSONValue = ["phone_number_id": .string(Emulator.number), "name": "a", "status": "approved"]
            let refused = try emulator.control(usualKey).post(Self.path, body)
            expectProblem(refused, 400, "invalid_body")
            #expect(refused.json["errors"]?[0]?["pointer"] == "/language")
            #expect(refused.json["detail"]?.string?.contains("`en_US`, `id`") == true)
            body.set("id", at: JSONPointer(["language"]))
            let decided = try emulator.control(usualKey).post(Self.path, body)
            #expect(decided.json["template"]?["language"] == "id")
            #expect(try emulator.client().get(Emulator.templates + "?status=approved").column("language") == ["id"])
        }
    }

    @Test(
        arguments: [
            ("106540352242922", "parcel_update", nil), (Emulator.number, "other", nil),
            (Emulator.number, "parcel_update", "fr"),
        ] as [(String, String, String?)]
    )
    func `a decision on an unknown template is refused`(number: String, name: String, language: String?) async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.createTemplate()
            var body: JSONValue = ["phone_number_id": .string(number), "name": .string(name), "status": "approved"]
            if let language { body.set(.string(language), at: JSONPointer(["language"])) }
            expectProblem(try emulator.control(usualKey).post(Self.path, body), 404, "not_found")
            #expect(try status(emulator) == "pending")
        }
    }

    @Test(arguments: ["APPROVED", "paused", ""])
    func `a decision with an unknown status is refused`(decision: String) async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            let body: JSONValue = [
                "phone_number_id": .string(Emulator.number), "name": "parcel_update", "status": .string(decision),
            ]
            let answer = try emulator.control(usualKey).post(Self.path, body)
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["errors"]?[0]?["pointer"] == "/status")
        }
    }

    @Test func `a decision without a key needs exactly one sandbox`() async throws {
        try await withEmulator { emulator in
            try emulator.seedNumber()
            try emulator.seedNumber(key: otherKey)
            let body: JSONValue = ["phone_number_id": .string(Emulator.number), "name": "a", "status": "approved"]
            expectProblem(try emulator.control().post(Self.path, body), 400, "sandbox_required")
        }
    }

    // MARK: Decisions by the clock

    @Test(arguments: ["approved", "rejected"])
    func `an automatic review decides when the clock is advanced past its delay`(outcome: String) async throws {
        try await withEmulator { emulator in
            _ = try emulator.control(usualKey).put("/__admin/clock", ["mode": "frozen"])
            try emulator.configure([
                "template_review": ["mode": "automatic", "after": "1m", "outcome": .string(outcome)]
            ])
            try emulator.seedNumber()
            let template = try emulator.createTemplate()
            #expect(try await emulator.advance(["by": "59s"])["fired"] == [])
            #expect(try status(emulator) == "pending")
            let rows = try await emulator.advance(["by": "1s"])["fired"]?.array ?? []
            #expect(rows.column("kind") == ["template_status"])
            #expect(rows.column("ref") == [template["id"] ?? .null])
            #expect(rows.column("result") == [.string(outcome)])
            #expect(rows.column("at") == [Emulator.instant(60)])
            #expect(try status(emulator) == .string(outcome))
            #expect(try emulator.events().isEmpty)
        }
    }

    @Test func `an automatic review decides by itself on a running clock`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["template_review": ["mode": "automatic"]])
            try emulator.seedNumber()
            try emulator.createTemplate()
            emulator.clock.advance(by: .seconds(4))
            #expect(try status(emulator) == "pending")
            emulator.clock.advance(by: .seconds(1))
            #expect(try status(emulator) == "approved")
        }
    }
}
