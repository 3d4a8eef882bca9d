import Documents
import Domain
import EmulatorTesting
import OrderedCollections
import Testing

@Suite struct OnboardingModeTests {
    private static let story = [
        "customer.created", "customer.setup_link.created", "customer.setup_link.consumed", "customer.onboarded",
        "whatsapp_account.connected",
    ]

    // MARK: Automatic

    @Test func `an automatic link completes itself after its delay`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "automatic", "after": "2s"]])
            let invitation = try emulator.invite()
            emulator.clock.advance(by: .milliseconds(1999))
            #expect(try emulator.customer(invitation.customer)["status"] == "pending")
            emulator.clock.advance(by: .milliseconds(1))
            let customer = try emulator.customer(invitation.customer)
            #expect(customer["status"] == "active")
            #expect(customer["updated_at"] == Emulator.instant(2))
            #expect(customer["whatsapp_accounts"]?[0]?["name"] == "Acme Logistics")
            #expect(try emulator.link(of: invitation)["consumed_at"] == Emulator.instant(2))
            #expect(try emulator.events().map(\.type) == Self.story)
        }
    }

    @Test func `an automatic link without a delay is still active in the response that creates it`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "automatic"]])
            let invitation = try emulator.invite()
            #expect(invitation.created["status"] == "active")
            #expect(try emulator.customer(invitation.customer)["status"] == "active")
            #expect(try emulator.link(of: invitation)["status"] == "consumed")
            #expect(try emulator.events().map(\.type) == Self.story)
        }
    }

    @Test func `an automatic link takes the outcome of the settings`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "automatic", "outcome": "no_waba_found"]])
            let invitation = try emulator.invite()
            #expect(try emulator.customer(invitation.customer)["status"] == "pending")
            #expect(try emulator.link(of: invitation)["status"] == "active")
            #expect(try emulator.events().map(\.type) == Array(Self.story.prefix(2)))
            try emulator.configure(["onboarding": ["outcome": "success"]])
            emulator.clock.advance(by: .seconds(60))
            #expect(try emulator.link(of: invitation)["status"] == "active")
        }
    }

    @Test func `an automatic link that is revoked or of an archived customer does not complete itself`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "automatic", "after": "1h"]])
            let revoked = try emulator.invite()
            let archived = try emulator.invite()
            _ = try emulator.client().delete("/customers/\(revoked.customer)/setup_links/\(revoked.link)")
            _ = try emulator.client().delete("/customers/\(archived.customer)")
            emulator.clock.advance(by: .seconds(3600))
            #expect(try emulator.customer(revoked.customer)["status"] == "pending")
            #expect(try emulator.customer(archived.customer)["status"] == "archived")
            #expect(try emulator.client().get("/accounts?status=all").data == [])
        }
    }

    @Test func `a tenant may complete an automatic link before its delay is over`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "automatic", "after": "1h"]])
            let invitation = try emulator.invite()
            #expect(try emulator.signUp(invitation).status == 200)
            emulator.clock.advance(by: .seconds(3600))
            #expect(try emulator.client().get("/accounts?status=all").data.array?.count == 1)
            #expect(try emulator.events().map(\.type) == Self.story)
        }
    }

    // MARK: Polls

    @Test func `in polls mode the third read of a customer completes the link`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "polls"]])
            let invitation = try emulator.invite()
            let statuses = try (1...4).map { _ in try emulator.customer(invitation.customer)["status"] }
            #expect(statuses == ["pending", "pending", "active", "active"])
            #expect(try emulator.events().map(\.type) == Self.story)
        }
    }

    @Test func `the setting polls counts only the reads of the link's customer`() async throws {
        try await withEmulator { emulator in
            let client = emulator.client()
            try emulator.configure(["onboarding": ["mode": "polls", "polls": 2]])
            let invitation = try emulator.invite()
            let other = try emulator.createCustomer()
            for _ in 1...3 {
                _ = try client.get("/customers")
                _ = try client.get("/customers/\(other)")
                _ = try client.patch("/customers/\(invitation.customer)", ["metadata": nil])
                _ = try emulator.resolve(invitation.token)
            }
            #expect(try emulator.customer(invitation.customer)["status"] == "pending")
            #expect(try emulator.customer(invitation.customer)["status"] == "active")
        }
    }

    @Test func `a read whose outcome is a failure answers the customer and has no event`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "polls", "polls": 1, "outcome": "signup_cancelled"]])
            let invitation = try emulator.invite()
            for _ in 1...3 { #expect(try emulator.customer(invitation.customer)["status"] == "pending") }
            #expect(try emulator.events().count == 2)
            try emulator.configure(["onboarding": ["outcome": "success"]])
            #expect(try emulator.customer(invitation.customer)["status"] == "active")
        }
    }

    @Test func `in page mode a link does not complete itself`() async throws {
        try await withEmulator { emulator in
            let invitation = try emulator.invite()
            for _ in 1...5 {
                emulator.clock.advance(by: .seconds(60))
                #expect(try emulator.customer(invitation.customer)["status"] == "pending")
            }
            #expect(try emulator.events().count == 2)
        }
    }
}
