import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// What has changed in a world since a snapshot or the last reset, over the control API.
@Suite struct ChangesTests {
    private static let path = "/__admin/changes"

    private func changes(_ emulator: Emulator, _ query: String = "") throws -> TestResponse {
        let answer = try emulator.control(usualKey).get(Self.path + query)
        try #require(answer.status == 200, "\(answer.json)")
        return answer
    }

    private func snapshot(_ name: String, _ emulator: Emulator) throws {
        let answer = try emulator.control(usualKey).post("/__admin/snapshots", ["name": .string(name)])
        try #require(answer.status == 201)
    }

    /// The kind, the object and the id of each row.
    private func rows(_ answer: TestResponse) -> [JSONValue] {
        (answer.data.array ?? []).map { row in
            .array([row["kind"] ?? .null, row["object"] ?? .null, row["id"] ?? .null])
        }
    }

    // MARK: Objects

    @Test func `changes since a snapshot come in the order of the first change of each object`() async throws {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let kept = try emulator.createCustomer(["name": "Acme", "metadata": ["a": ["b": 1, "c": 2]]])
            let label = try emulator.createLabel("Old")
            try snapshot("s", emulator)
            emulator.clock.advance(by: .seconds(1))
            _ = try emulator.client().patch("/customers/\(kept)", ["name": "Other"])
            let contact = try emulator.createContact()
            _ = try emulator.client().delete("/labels/\(label)")
            _ = try emulator.client().patch("/customers/\(kept)", ["metadata": ["a": ["b": 5, "c": 2]]])
            let answer = try changes(emulator, "?since=s")
            #expect(answer.json["since"] == "s")
            #expect(answer.json["more"] == false)
            #expect(
                rows(answer) == [
                    ["updated", "customer", .string(kept)], ["created", "contact", .string(contact)],
                    ["deleted", "label", .string(label)],
                ]
            )
            #expect(
                answer.data[0]?["fields"] == [
                    ["pointer": "/name", "from": "Acme", "to": "Other"],
                    ["pointer": "/metadata/a/b", "from": 1, "to": 5],
                    ["pointer": "/updated_at", "from": Emulator.instant(0), "to": Emulator.instant(1)],
                ]
            )
            #expect(answer.json["events"] == ["customer.updated": 2, "contact.created": 1])
            #expect(answer.json["events_evicted"] == 0)
            #expect(answer.json["deliveries"] == [:])
        }
    }

    @Test func `the fields of a created or deleted object are all of its members`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().post("/labels", ["name": "VIP"])
            let shown = try #require(answer.data.object)
            let created = try changes(emulator).data[0]?["fields"]
            #expect(created == .array(shown.map { ["pointer": .string("/\($0.key)"), "from": nil, "to": $0.value] }))
            try snapshot("s", emulator)
            _ = try emulator.client().delete("/labels/\(shown["id"]?.string ?? "")")
            let deleted = try changes(emulator, "?since=s").data[0]?["fields"]
            #expect(deleted == .array(shown.map { ["pointer": .string("/\($0.key)"), "from": $0.value, "to": nil] }))
            #expect(try changes(emulator).data == [])
        }
    }

    @Test func `an object that is the same again is not a change`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(["name": "A"])
            try snapshot("s", emulator)
            for name: JSONValue in ["B", "A"] {
                #expect(try emulator.client().patch("/customers/\(id)", ["name": name]).status == 200)
            }
            let answer = try changes(emulator, "?since=s")
            #expect(answer.data == [])
            #expect(answer.json["events"] == ["customer.updated": 2])
        }
    }

    @Test func `a message, its contact and its conversation are changes, and a label that is attached to them`()
        async throws
    {
        try await withEmulator { emulator in
            try emulator.connect(usualNumber)
            let label = try emulator.createLabel()
            try snapshot("s", emulator)
            let said = try emulator.hear()
            let answer = try changes(emulator, "?since=s")
            let objects = answer.data.array?.compactMap { $0["object"] }
            #expect(objects == ["contact", "conversation", "message"])
            #expect(answer.data.array?.compactMap { $0["kind"] } == ["created", "created", "created"])
            try snapshot("t", emulator)
            for (kind, id) in [("contacts", "contact_id"), ("conversations", "conversation_id")] {
                let id = try #require(said[id]?.string)
                let path = "/\(usualNumber)/\(kind)/\(id)/labels"
                #expect(try emulator.client().post(path, ["label_id": .string(label)]).status == 200)
            }
            let field: JSONValue = ["pointer": "/labels", "from": [], "to": [.string(label)]]
            let labelled = try changes(emulator, "?since=t").data
            #expect(labelled.array?.compactMap { $0["fields"] } == [[field], [field]])
        }
    }

    @Test func `a changed setting is a change of the organization`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.configure(["plan": "pro", "switches": ["send_status_code": 202]])["id"]
            let row = try #require(try changes(emulator).data[0])
            #expect(row["kind"] == "updated")
            #expect(row["object"] == "organization")
            #expect(row["id"] == id)
            #expect(
                row["fields"] == [
                    ["pointer": "/plan", "from": "business", "to": "pro"],
                    ["pointer": "/switches/send_status_code", "from": 200, "to": 202],
                ]
            )
        }
    }

    @Test func `the expiry of a setup link and of a key are changes`() async throws {
        try await withEmulator { emulator in
            let end = Emulator.instant(3600)
            let keys: JSONValue = [
                ["key": .string(usualKey)], ["key": "kdv_test_short", "status": "active", "expires_at": end],
            ]
            try emulator.configure(["api_keys": keys])
            let link = try emulator.createLink(of: try emulator.createCustomer(), ["expires_in_hours": 1])
            try snapshot("s", emulator)
            try await emulator.advance(["by": "1h"])
            let answer = try changes(emulator, "?since=s")
            #expect(rows(answer)[0] == ["updated", "customer_setup_link", try #require(link["id"])])
            #expect(answer.data[0]?["fields"] == [["pointer": "/status", "from": "active", "to": "expired"]])
            #expect(answer.data[1]?["object"] == "organization")
            #expect(answer.data[1]?["fields"]?[0]?["pointer"] == "/api_keys")
            #expect(answer.data.array?.count == 2)
        }
    }

    @Test func `secrets in changed members are masked`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer(["name": "A", "metadata": ["key": "a\nkdv_live_abcdefgh"]])
            let fields = try changes(emulator).data[0]?["fields"]?.array ?? []
            let metadata = fields.first { $0["pointer"] == "/metadata" }
            #expect(metadata?["to"] == ["key": "a\nkdv_live_****efgh"])
        }
    }

    // MARK: Events and deliveries

    @Test func `deliveries are counted by their present status`() async throws {
        let receiver = WebhookReceiver { request in
            request.event == "customer.updated" ? .answer(500) : .answer(200)
        }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created", "customer.updated"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            try snapshot("s", emulator)
            let id = try emulator.createCustomer()
            _ = try emulator.client().patch("/customers/\(id)", ["name": "B"])
            try await emulator.settle()
            #expect(try changes(emulator, "?since=s").json["deliveries"] == ["delivered": 1, "failed": 1])
            #expect(try changes(emulator).json["deliveries"] == ["delivered": 2, "failed": 1])
        }
    }

    // MARK: Resets, restores and imports

    @Test func `without a snapshot, changes are those since the last reset`() async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let nothing = try changes(emulator)
            #expect(nothing.json["since"] == "reset")
            #expect(nothing.data == [])
            _ = try emulator.createCustomer()
            #expect(try changes(emulator).data.array?.count == 1)
            _ = try await emulator.control(usualKey).postLater("/__admin/reset")
            #expect(try changes(emulator).bytes == nothing.bytes)
        }
    }

    @Test func `after a restore, changes are what they were at the snapshot`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            _ = try emulator.createCustomer()
            try snapshot("s", emulator)
            let before = try changes(emulator).bytes
            let nothing = try changes(emulator, "?since=s").bytes
            _ = try emulator.createCustomer()
            let after = try changes(emulator, "?since=s").bytes
            #expect(after != nothing)
            for _ in 0..<2 {
                _ = try await control.postLater("/__admin/snapshots/s/restore")
                #expect(try changes(emulator).bytes == before)
                #expect(try changes(emulator, "?since=s").bytes == nothing)
                _ = try emulator.createCustomer()
                #expect(try changes(emulator, "?since=s").bytes == after)
            }
        }
    }

    @Test func `a snapshot from before a reset is compared with the whole present world`() async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let lost = try emulator.createCustomer()
            try snapshot("s", emulator)
            let empty: JSONValue = ["to": "empty"]
            _ = try await emulator.control(usualKey).postLater("/__admin/reset", empty)
            let label = try emulator.createLabel()
            let answer = try changes(emulator, "?since=s")
            #expect(rows(answer)[0] == ["created", "label", .string(label)])
            #expect(answer.data.array?.compactMap { $0["kind"] } == ["created", "deleted", "deleted", "deleted"])
            #expect(
                answer.data.array?.compactMap { $0["object"] } == ["label", "customer", "customer", "account"]
            )
            #expect(rows(answer)[2][2] == .string(lost))
        }
    }

    // MARK: Parameters

    @Test func `an unknown snapshot is refused with the similar name of another one`() async throws {
        try await withEmulator { emulator in
            try snapshot("checkout", emulator)
            let answer = try emulator.control(usualKey).get(Self.path + "?since=chekout")
            expectProblem(answer, 404, "not_found")
            #expect(answer.json["errors"]?[0]?["hint"] == "checkout")
            #expect(answer.json["detail"]?.string?.contains("did you mean `checkout`?") == true)
            let other = try emulator.control(usualKey).get(Self.path + "?since=reset")
            expectProblem(other, 404, "not_found")
            #expect(other.json["errors"]?[0]?["hint"] == nil)
        }
    }

    @Test func `a limit cuts the rows and says that there are more`() async throws {
        try await withEmulator { emulator in
            let ids = try emulator.createCustomers(["A", "B", "C"])
            let two = try changes(emulator, "?limit=2")
            #expect(two.column("id") == ids.prefix(2).map(JSONValue.string))
            #expect(two.json["more"] == true)
            #expect(two.json["events"] == ["customer.created": 3])
            #expect(try changes(emulator, "?limit=3").json["more"] == false)
            for limit in ["0", "10001", "x"] {
                #expect(try emulator.control(usualKey).get(Self.path + "?limit=\(limit)").status == 400)
            }
        }
    }

    @Test func `changes are those of one sandbox, which the request names if there are several`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.createCustomer()
            #expect(try emulator.control().get(Self.path).data.array?.count == 1)
            _ = try emulator.client(otherKey).get("/me")
            expectProblem(try emulator.control().get(Self.path), 400, "sandbox_required")
            #expect(try emulator.control(otherKey).get(Self.path).data == [])
            #expect(try emulator.control().get(Self.path + "?api_key=\(usualKey)").data.array?.count == 1)
        }
    }
}
