import Documents
import Domain
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The history of a customer, as the dashboard shows it.
@Suite struct DashboardHistoryTests {
    private static let number = "1111475158712095"

    private func seed(_ emulator: Emulator) throws {
        try emulator.seed(
            WhatsAppAccount(phoneNumberID: Self.number, phoneNumber: "+62 857", name: nil, status: .connected)
        )
    }

    private func assign(to customer: String, _ emulator: Emulator) throws {
        let path = "/api/accounts/\(Self.number)/assign"
        #expect(try emulator.control().post(path, ["customer_id": .string(customer)]).status == 200)
    }

    private func unassign(_ emulator: Emulator) throws {
        #expect(try emulator.control().post("/api/accounts/\(Self.number)/unassign").status == 200)
    }

    @Test func `calls of the API and of the dashboard are in one history`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let invitation = try emulator.invite()
            let id = invitation.customer
            try assign(to: id, emulator)
            emulator.clock.advance(by: .seconds(60))
            #expect(try emulator.client().patch("/customers/\(id)", ["name": "New"]).status == 200)
            try unassign(emulator)
            #expect(try emulator.control().delete("/api/customers/\(id)/setup_links/\(invitation.link)").status == 200)
            #expect(try emulator.client().delete("/customers/\(id)").status == 200)
            #expect(try emulator.control().post("/api/customers/\(id)/restore").status == 200)
            #expect(
                try emulator.history(of: id) == [
                    "restored", "archived", "setup_link_revoked", "account_unassigned", "updated", "account_assigned",
                    "setup_link_created", "created",
                ]
            )
            let history = try #require(try emulator.profile(id)["history"]?.array)
            #expect(history[4]["fields"] == [["pointer": "/name", "from": "Acme Logistics", "to": "New"]])
            #expect(history[4]["at"] == Emulator.instant(60))
            #expect(history[5]["phone_number_id"] == .string(Self.number))
            #expect(history[2]["setup_link_id"] == .string(invitation.link))
            #expect(history[2]["event_id"] == .null)
            let page = try emulator.page("/customers/\(id)")
            let sentences = [
                "Restored", "Archived", "revoked", "<bdi dir=\"auto\">+62 857</bdi> unassigned",
                "<del><bdi dir=\"auto\">Acme Logistics</bdi></del>", "<bdi dir=\"auto\">+62 857</bdi> assigned",
            ]
            for sentence in sentences { #expect(page.contains(sentence), "\(sentence)") }
        }
    }

    @Test func `a link that has expired is in the history when its time has passed`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite(link: ["expires_in_hours": 1])
            emulator.clock.advance(by: .seconds(3600))
            #expect(try emulator.history(of: invitation.customer).first == "setup_link_expired")
        }
    }

    @Test func `a snapshot, an import and a reset keep or forget the history with the world`() async throws {
        try await withEmulator { emulator in
            try seed(emulator)
            let id = try emulator.createCustomer()
            try assign(to: id, emulator)
            let control = emulator.control(usualKey)
            #expect(try control.post("/__admin/snapshots", ["name": "one"]).status == 201)
            let exported = try control.get("/__admin/state").bytes
            try unassign(emulator)
            #expect(try emulator.history(of: id) == ["account_unassigned", "account_assigned", "created"])
            _ = try await control.postLater("/__admin/snapshots/one/restore")
            #expect(try emulator.history(of: id) == ["account_assigned", "created"])
            try unassign(emulator)
            #expect(try await control.postState(exported).status == 200)
            #expect(try emulator.history(of: id) == ["account_assigned", "created"])
            #expect(try control.get("/__admin/state").bytes == exported)
            _ = try await control.postLater("/__admin/reset")
            let changes = try control.get("/__admin/state").json["unreported_changes"]
            #expect(changes == ["changes": [], "shortened_customers": []])
        }
    }

    @Test func `the history of a customer of a scenario begins with the scenario`() async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let row = try #require(try emulator.client().get("/customers").data[0])
            let id = try #require(row["id"]?.string)
            #expect(try emulator.history(of: id).last == "created")
            #expect(try emulator.client().patch("/customers/\(id)", ["name": "New"]).status == 200)
            let fields = try emulator.profile(id)["history"]?[0]?["fields"]
            #expect(fields == [["pointer": "/name", "from": row["name"] ?? .null, "to": "New"]])
        }
    }

    @Test func `a long value is cut on the page, but not in the JSON`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let long = String(repeating: "x", count: 5000)
            let metadata: JSONValue = ["note": .string(long)]
            #expect(try emulator.client().patch("/customers/\(id)", ["metadata": metadata]).status == 200)
            #expect(try emulator.client().patch("/customers/\(id)", ["metadata": nil]).status == 200)
            #expect(try emulator.profile(id)["history"]?[0]?["fields"]?[0]?["from"] == metadata)
            #expect(try emulator.page("/customers/\(id)").count < 20_000)
        }
    }
}
