import Testing

@testable import Domain

@Suite struct SeededTemplateTests {
    private func world(
        of rows: [SeededTemplate],
        _ review: TemplateReviewSettings.Mode = .manual,
        seed: UInt64 = 42
    ) -> WorldState {
        var state = WorldState.sample()
        state.organization.templateReview.mode = review
        var objects = SeededObjects()
        objects.accounts = [SeededAccount(.sample("123456"))]
        objects.templates = rows
        state.seed(objects, ids: BaselineIdentifiers(seed: seed), webhookSecret: "whsec_a", at: .start)
        return state
    }

    private func row(_ name: String = "parcel_update", ref: String? = nil) -> SeededTemplate {
        SeededTemplate(ref: ref, accountID: "123456", draft: .sample(name))
    }

    @Test func `a seeded template is approved, dated at the time of seeding, and makes no event`() throws {
        let state = world(of: [row()])
        let template = try #require(state.templates.byAge.first)
        #expect(template.status == .approved)
        #expect(template.createdAt == .start)
        #expect(template.updatedAt == .start)
        #expect(template.variables == ["1"])
        #expect(state.outbox.total == 0)
    }

    @Test func `a seeded template's id follows from its ref, else from its number and name`() throws {
        let first = world(of: [row(), row("other", ref: "r")]).templates.byAge.map(\.id)
        let moved = world(of: [row("other", ref: "r"), row()]).templates.byAge.map(\.id)
        #expect(first == moved.reversed())
        #expect(world(of: [row("renamed", ref: "r")]).templates.byAge.map(\.id) == [first[1]])
        #expect(world(of: [row()], seed: 7).templates.byAge.map(\.id) != [first[0]])
    }

    @Test func `a seeded template that only Meta has appears with the first sync`() throws {
        var hidden = row("hidden")
        hidden.onSync = true
        hidden.status = .rejected
        var state = world(of: [row(), hidden])
        let account = WhatsAppAccount.sample("123456")
        #expect(state.template(named: "hidden", language: "id", on: account) == nil)
        #expect(throws: DomainError.notFound(resource: "template", id: "hidden")) {
            try state.template(named: "hidden", language: nil, of: account)
        }
        #expect(throws: DomainError.templateExists) { try state.addTemplate(.sample("hidden")) }
        let later = Timestamp.start.adding(.seconds(1))
        #expect(try state.syncTemplates(of: account, at: later) == TemplateSync(created: 1, updated: 0, synced: 2))
        let shown = try #require(state.template(named: "hidden", language: "id", on: account))
        #expect(shown.status == .rejected)
        #expect(shown.updatedAt == later)
        #expect(try state.syncTemplates(of: account, at: later) == TemplateSync(created: 0, updated: 0, synced: 2))
    }

    @Test func `a decision on a template that only Meta has takes effect with the sync`() throws {
        var hidden = row()
        hidden.onSync = true
        hidden.status = .pending
        var state = world(of: [hidden], .automatic)
        #expect(state.timers.countBesideDeliveries == 0)
        let template = try #require(state.templates.byAge.first)
        _ = state.setStatus(.rejected, of: template, onSync: true, at: .start)
        #expect(try state.syncTemplates(of: .sample("123456"), at: .start).created == 1)
        #expect(state.templates[template.id]?.status == .rejected)
        #expect(state.timers.countBesideDeliveries == 0)
    }

    @Test func `a pending seeded template has a review timer, a hidden one only after the sync`() throws {
        var pending = row()
        pending.status = .pending
        var hidden = row("hidden")
        hidden.status = .pending
        hidden.onSync = true
        var state = world(of: [pending, hidden, row("approved")], .automatic)
        #expect(state.timers.countBesideDeliveries == 1)
        _ = try state.syncTemplates(of: .sample("123456"), at: .start)
        #expect(state.timers.countBesideDeliveries == 2)
    }

    @Test func `a seeded template of an unknown number is left out`() {
        let row = SeededTemplate(accountID: "999999", draft: .sample())
        #expect(world(of: [row]).templates.count == 0)
    }
}
