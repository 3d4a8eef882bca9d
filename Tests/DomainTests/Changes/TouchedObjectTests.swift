import Testing

@testable import Domain

@Suite struct TouchedObjectTests {
    private func touched(_ state: inout WorldState) -> [ObjectName] {
        var names: [ObjectName] = []
        state.takeTouchedObjects { name, _ in names.append(name) }
        return names
    }

    @Test func `objects of every kind are noted when they change, until the notes are taken`() throws {
        var state = try RichWorld().state
        let first = touched(&state)
        #expect(Set(first.map(\.kind)) == Set(ObjectKind.allCases))
        let second = touched(&state)
        #expect(second == [])
    }

    @Test func `an object that is added and then changed is told apart from one that was there before`() throws {
        var state = WorldState.sample()
        let old = try state.addCustomer()
        state.beginTouches()
        let new = try state.addCustomer()
        state.customers.replace(new)
        state.customers.replace(old)
        var touches: [ObjectTouch] = []
        state.takeTouchedObjects { _, touch in touches.append(touch) }
        #expect(touches == [.added, .changedAfterAddition, .changed])
    }

    @Test func `a changed setting touches the organization`() {
        var state = WorldState.sample()
        let before = touched(&state)
        state.organization.name = "Other"
        state.organization.limits.connectedAccounts = 1
        let after = touched(&state)
        #expect(before == [])
        #expect(after == [state.organizationName])
    }

    @Test func `the expiry of a setup link touches the link`() throws {
        var state = WorldState.sample()
        state.setClock(.showing(.start, mode: .frozen, wall: .start), wall: .start)
        let customer = try state.addCustomer()
        let link = try state.createSetupLink(SetupLinkDraft(hours: 1), for: customer, at: .start)
        _ = touched(&state)
        let end = Timestamp.start.adding(hours: 1)
        state.setClock(.showing(end, mode: .frozen, wall: .start), wall: .start)
        let names = touched(&state)
        #expect(names == [ObjectName(.setupLink, link.id.description)])
    }

    @Test func `the expiry of a webhook secret touches its subscription`() throws {
        var state = WorldState.sample()
        state.setClock(.showing(.start, mode: .frozen, wall: .start), wall: .start)
        let draft = WebhookSubscriptionDraft(url: "https://a.example/hook", events: ["customer.created"])
        let subscription = state.createWebhookSubscription(draft, at: .start)
        _ = state.createWebhookSecret(for: subscription, expiringOthersIn: 1, at: .start)
        _ = touched(&state)
        let end = Timestamp.start.adding(hours: 1)
        state.setClock(.showing(end, mode: .frozen, wall: .start), wall: .start)
        let names = touched(&state)
        #expect(names == [ObjectName(.webhookSubscription, subscription.id.description)])
    }
}
