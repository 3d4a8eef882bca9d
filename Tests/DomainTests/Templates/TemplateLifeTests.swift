import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct TemplateLifeTests {
    private let later = Timestamp.start.adding(.seconds(60))

    private func automatic(_ outcome: TemplateReviewSettings.Outcome = .approved) -> TemplateReviewSettings {
        var settings = TemplateReviewSettings()
        settings.mode = .automatic
        settings.outcome = outcome
        return settings
    }

    // MARK: Creation

    @Test func `a new template is pending and makes no event`() throws {
        var state = WorldState.withNumbers()
        let template = try state.addTemplate()
        #expect(template.status == .pending)
        #expect(state.templates[template.id] == template)
        #expect(state.template(named: "parcel_update", language: "id", on: .sample("123456")) == template)
        #expect(state.outbox.total == 0)
        #expect(state.timers.countBesideDeliveries == 0)
    }

    @Test func `the name and language of a template are unique within an account`() throws {
        var state = WorldState.withNumbers()
        _ = try state.addTemplate()
        #expect(throws: DomainError.templateExists) { try state.addTemplate() }
        #expect(throws: Never.self) { try state.addTemplate(.sample("parcel_update", "en")) }
        #expect(throws: Never.self) { try state.createTemplate(.sample(), on: .sample("234567"), at: .start) }
        #expect(state.templates.count == 3)
    }

    @Test func `a disconnected account refuses new templates and syncs, but reports a duplicate first`() throws {
        var state = WorldState.withNumbers()
        _ = try state.addTemplate()
        let account = state.setStatus(.disconnected, of: .sample("123456"))
        #expect(throws: DomainError.accountNotConnected) {
            try state.createTemplate(.sample("other"), on: account, at: .start)
        }
        #expect(throws: DomainError.templateExists) { try state.createTemplate(.sample(), on: account, at: .start) }
        #expect(throws: DomainError.accountNotConnected) { try state.syncTemplates(of: account, at: .start) }
        #expect(state.templates.count == 1)
    }

    @Test func `a template knows how many values its body takes and fills them in`() throws {
        var state = WorldState.withNumbers()
        let template = try state.addTemplate(.sample(body: "{{1}} owes {{2}}."))
        #expect(template.bodyVariableCount == 2)
        #expect(template.body(filledWith: ["Ann", "5"]) == "Ann owes 5.")
    }

    @Test func `the JSON of a template contains all of its components`() throws {
        var state = WorldState.withNumbers()
        let components = """
            [{"type":"BUTTONS","buttons":[{"type":"URL","text":"Track","url":"https://a.example/{{1}}"}]},
             {"type":"FOOTER","text":"Acme"},{"type":"HEADER","format":"TEXT","text":"For {{1}}"},
             {"type":"BODY","text":"Hello {{1}}, {{2}}!","example":null}]
            """
        let template = try state.addTemplate(try .sample(components: components))
        #expect(
            try state.json(of: template) == [
                "id": .string(template.id.description), "object": "template", "name": "parcel_update",
                "template_name": "parcel_update", "language": "id", "status": "pending", "category": "UTILITY",
                "content": "Hello {{1}}, {{2}}!", "header_type": "TEXT", "header_content": "For {{1}}",
                "footer_content": "Acme", "has_variables": true, "variables": ["1", "2"],
                "buttons": [["type": "URL", "text": "Track", "url": "https://a.example/{{1}}"]],
                "components": try JSONValue(parsing: components),
                "whatsapp_account": [
                    "phone_number": "+62 857-2516-5424", "phone_number_id": "123456", "customer": nil,
                ],
                "created_at": "2026-06-04T10:00:00.000Z", "updated_at": "2026-06-04T10:00:00.000Z",
            ]
        )
    }

    @Test func `an absent header or footer of a template is null, and a media header shows its sample`() throws {
        var state = WorldState.withNumbers()
        let plain = try state.json(of: try state.addTemplate(.sample("plain", body: "Hello")))
        for name in ["header_type", "header_content", "footer_content"] { #expect(plain[name] == .null) }
        #expect(plain["has_variables"] == false)
        #expect(plain["variables"] == [])
        #expect(plain["buttons"] == [])
        let header = #"{"type":"HEADER","format":"IMAGE","example":{"header_handle":["https://a.example/a.png"]}}"#
        let draft = try TemplateDraft.sample(components: #"[\#(header),{"type":"BODY","text":"H"}]"#)
        let image = try state.json(of: try state.addTemplate(draft))
        #expect(image["header_type"] == "IMAGE")
        #expect(image["header_content"] == "https://a.example/a.png")
    }

    @Test(arguments: [(nil, ["1"]), ([], ["1"]), (["name"], ["name"])] as [([String]?, [String])])
    func `template variables have the given names, else their numbers`(given: [String]?, shown: [String]) throws {
        var state = WorldState.withNumbers()
        var draft = TemplateDraft.sample()
        draft.variables = given
        #expect(try state.addTemplate(draft).variables == shown)
    }

    // MARK: Finding

    @Test func `without a wanted language the approved template is found, else the newest`() throws {
        var state = WorldState.withNumbers()
        for language in ["de", "en", "id"] { _ = try state.addTemplate(.sample("parcel_update", language)) }
        let account = WhatsAppAccount.sample("123456")
        func language(_ wanted: String? = nil) throws -> String {
            try state.template(named: "parcel_update", language: wanted, of: account).language
        }
        #expect(try language() == "id")
        #expect(try language("de") == "de")
        let german = try state.template(named: "parcel_update", language: "de", of: account)
        _ = state.setStatus(.approved, of: german, onSync: false, at: later)
        #expect(try language() == "de")
        let missing = DomainError.notFound(resource: "template", id: "parcel_update")
        #expect(throws: missing) { try state.template(named: "parcel_update", language: "fr", of: account) }
        #expect(throws: missing) { try state.template(named: "parcel_update", language: nil, of: .sample("234567")) }
    }

    @Test func `an imported world has its templates, their staged decisions and their timers`() throws {
        var state = WorldState.withNumbers(automatic())
        let staged = state.setStatus(.rejected, of: try state.addTemplate(), onSync: true, at: .start)
        _ = try state.addTemplate(.sample("other"))
        var other = try state.reimported()
        #expect(throws: DomainError.templateExists) { try other.addTemplate() }
        #expect(other.template(named: "parcel_update", language: "id", on: .sample("123456")) == staged)
        #expect(other.timers.countBesideDeliveries == 2)
        #expect(try other.syncTemplates(of: .sample("123456"), at: later).updated == 1)
        #expect(other.templates[staged.id]?.status == .rejected)
    }

    // MARK: Review

    @Test func `a decision takes effect at once and sets updatedAt only if it changes the status`() throws {
        var state = WorldState.withNumbers()
        let template = try state.addTemplate()
        let same = state.setStatus(.pending, of: template, onSync: false, at: later)
        #expect(same == template)
        let approved = state.setStatus(.approved, of: template, onSync: false, at: later)
        #expect(approved.status == .approved)
        #expect(approved.updatedAt == later)
        #expect(approved.createdAt == .start)
        #expect(state.templates[template.id] == approved)
    }

    @Test func `a staged decision takes effect with the next sync, and only once`() throws {
        var state = WorldState.withNumbers()
        let template = try state.addTemplate()
        _ = state.setStatus(.approved, of: template, onSync: true, at: .start)
        #expect(state.templates[template.id]?.status == .pending)
        #expect(state.templates[template.id]?.updatedAt == .start)
        let sync = try state.syncTemplates(of: .sample("123456"), at: later)
        #expect(sync == TemplateSync(created: 0, updated: 1, synced: 1))
        #expect(state.templates[template.id]?.status == .approved)
        #expect(state.templates[template.id]?.updatedAt == later)
        let again = try state.syncTemplates(of: .sample("123456"), at: later.adding(.seconds(1)))
        #expect(again == TemplateSync(created: 0, updated: 0, synced: 1))
        #expect(state.templates[template.id]?.updatedAt == later)
    }

    @Test func `a staged decision can be withdrawn, or replaced by an immediate one`() throws {
        var state = WorldState.withNumbers()
        let template = try state.addTemplate()
        var staged = state.setStatus(.approved, of: template, onSync: true, at: .start)
        staged = state.setStatus(.pending, of: staged, onSync: true, at: .start)
        #expect(try state.syncTemplates(of: .sample("123456"), at: later).updated == 0)
        staged = state.setStatus(.approved, of: staged, onSync: true, at: .start)
        staged = state.setStatus(.rejected, of: staged, onSync: false, at: .start)
        #expect(staged.status == .rejected)
        #expect(try state.syncTemplates(of: .sample("123456"), at: later).updated == 0)
        #expect(state.templates[template.id]?.status == .rejected)
    }

    @Test(arguments: TemplateReviewSettings.Outcome.allCases)
    func `an automatic review gives a template the set outcome`(outcome: TemplateReviewSettings.Outcome) throws {
        var state = WorldState.withNumbers(automatic(outcome))
        state.freeze()
        let template = try state.addTemplate()
        let due = Timestamp.start.adding(.seconds(5))
        guard case .fired(let fired) = state.queueAndStep(from: .start, towards: later, wall: .start) else {
            Issue.record("nothing fired")
            return
        }
        #expect(
            fired == [
                FiredTimer(at: due, kind: .templateStatus, ref: template.id.description, result: outcome.rawValue)
            ]
        )
        #expect(state.templates[template.id]?.status.rawValue == outcome.rawValue)
        #expect(state.templates[template.id]?.updatedAt == due)
        #expect(state.outbox.total == 0)
    }

    @Test(arguments: [false, true])
    func `the review timer does not change a template that has a decision`(onSync: Bool) throws {
        var state = WorldState.withNumbers(automatic())
        state.freeze()
        let decided = state.setStatus(.rejected, of: try state.addTemplate(), onSync: onSync, at: .start)
        guard case .fired(let fired) = state.queueAndStep(from: .start, towards: later, wall: .start) else {
            Issue.record("the timer did not run")
            return
        }
        #expect(fired == [])
        #expect(state.templates[decided.id] == decided)
    }
}
