import Documents
import Domain
import EmulatorTesting
import OrderedCollections
import Testing

/// Control requests see a world in which everything that is due has happened, without an API request before them.
@Suite struct DueWorkTests {
    /// Runs a test with a setup link whose automatic onboarding is due: its two seconds have passed.
    private func withDueOnboarding(_ body: (Emulator) async throws -> Void) async throws {
        let receiver = WebhookReceiver { _ in .answer(200) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["whatsapp_account.connected"])
            try emulator.configure(["onboarding": ["mode": "automatic", "after": "2s"]])
            _ = try emulator.invite()
            emulator.clock.advance(by: .seconds(2))
            try await body(emulator)
        }
    }

    @Test func `an exported state holds the account of an onboarding that is due`() async throws {
        try await withDueOnboarding { emulator in
            let exported = try emulator.control(usualKey).get("/__admin/state").json
            #expect(exported["accounts"]?.array?.count == 1)
        }
    }

    @Test func `a list of deliveries holds the delivery of an event that is due`() async throws {
        try await withDueOnboarding { emulator in
            let types = try emulator.deliveries().column("event_type")
            #expect(types == ["whatsapp_account.connected"])
        }
    }

    @Test func `a triggered event comes after the events that are due`() async throws {
        try await withDueOnboarding { emulator in
            try emulator.trigger("message.received")
            let types = try emulator.events().map(\.type)
            #expect(types.suffix(2) == ["whatsapp_account.connected", "message.received"])
        }
    }

    @Test func `the status of an account can be changed when its onboarding is due`() async throws {
        try await withDueOnboarding { emulator in
            let exported = try emulator.control(usualKey).get("/__admin/state").json
            let id = try #require(exported["accounts"]?[0]?["phone_number_id"])
            let body: JSONValue = ["phone_number_id": id, "status": "disconnected"]
            try await withDueOnboarding { other in
                let changed = try other.control(usualKey).post("/__admin/simulate/account_status", body)
                #expect(changed.status == 200)
            }
        }
    }

    @Test func `a snapshot holds the account of an onboarding that is due`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "automatic", "after": "2s"]])
            _ = try emulator.invite()
            emulator.clock.advance(by: .seconds(2))
            let control = emulator.control(usualKey)
            #expect(try control.post("/__admin/snapshots", ["name": "connected"]).status == 201)
            _ = try await control.postLater("/__admin/reset")
            emulator.clock.advance(by: .seconds(60))
            _ = try await control.postLater("/__admin/snapshots/connected/restore")
            let accounts = try control.get("/__admin/state").json["accounts"]
            #expect(accounts?[0]?["onboarded_at"] == Emulator.instant(2))
        }
    }
}
