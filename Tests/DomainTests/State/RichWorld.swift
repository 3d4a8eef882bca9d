import Documents
import OrderedCollections
import Testing

@testable import Domain

/// A world that contains something of every kind, made by the same transitions that requests use.
struct RichWorld {
    var state = WorldState.sample(teams: ["Operations", "Försäljning"])
    /// An unspent nonce; `token` is the token of its link, which is active.
    private(set) var nonce = ""
    private(set) var token = ""

    init() throws {
        try setUpOrganization()
        try addCustomers()
        try addLinks()
        try fillInbox()
        try addTemplates()
        try fillMessages()
        try addSubscriptions()
        try sendDeliveries()
        try leaveWork()
    }

    private mutating func setUpOrganization() throws {
        state.setClock(.showing(.start, mode: .frozen, wall: .start), wall: .start)
        var patch = OrganizationPatch()
        patch.plan = .enterprise
        patch.users = [.init(name: "Ada"), .init(email: "b@example.com")]
        patch.apiKeys = [
            .init(secret: "kdv_test_local"),
            .init(secret: "kdv_test_old", status: .revoked, label: "Old", expiresAt: .start),
        ]
        patch.rateLimits.writePerMinute = 30
        patch.limits.messagesPerMonth = 0
        patch.switches = [.autoDisableAfter: 0, .envelopeLivemode: true, .signatureHeaders: "256"]
        patch.templateReview.mode = .automatic
        patch.templateReview.after = .seconds(60)
        patch.templateReview.outcome = .rejected
        patch.idempotency.wait = .seconds(2)
        patch.messages.mode = .manual
        patch.messages.delivered = .seconds(4)
        patch.messages.magicRecipients = false
        patch.onboarding.mode = .automatic
        patch.onboarding.after = .hours(2)
        patch.onboarding.outcome = .failure(.noWABAFound)
        state.organization.apply(patch, ids: BaselineIdentifiers(seed: 42))
        var policy = WebhookPolicy()
        policy.jitter = 0.2
        policy.retries = [.seconds(10), TimeSpan(milliseconds: 1500)]
        policy.order = .none
        state.setPolicy(policy)
        state.trustedCertificates = "-----BEGIN CERTIFICATE-----"
    }

    private mutating func addCustomers() throws {
        let metadata = try #require(
            try JSONValue(
                parsing: #"{"b":[1,2.5,-0.1,1e300,null,{"ü":"\ud83d\ude00\u0000\n\"\\"}],"a":{"":false}}"#
            ).object
        )
        let team = try #require(state.organization.teams.last)
        let draft = CustomerDraft(name: "Größe 🚚", email: "a@example.com", metadata: metadata)
        _ = state.createCustomer(draft, in: team, at: .start)
        for status in CustomerStatus.allCases { _ = try state.addCustomer(in: status) }
        let customer = try state.addCustomer("Second \u{301}")
        let archived = try state.archiveCustomer(customer, at: .start.adding(.minutes(1)))
        _ = try state.restoreCustomer(archived, at: .start.adding(.minutes(2)))
    }

    private mutating func addLinks() throws {
        let customer = try state.addCustomer("Linked")
        var links: [SetupLink] = []
        for hours in [1, 2, 3, 700, 720] {
            let redirects = SetupLinkRedirects(success: "https://p.example/\(hours)")
            let draft = SetupLinkDraft(hours: hours, redirects: redirects)
            links.append(try state.createSetupLink(draft, for: customer, at: .start))
        }
        _ = try state.revokeSetupLink(links[1], at: .start)
        state.organization.onboarding.mode = .polls
        state.countPoll(of: customer, at: .start)
        let spent = try state.resolveOnboarding(token: links[2].token, at: .start).nonce
        nonce = try state.resolveOnboarding(token: links[3].token, at: .start).nonce
        token = links[3].token
        _ = try state.resolveOnboarding(token: links[4].token, at: .start)
        _ = try state.completeOnboarding(
            token: links[2].token,
            nonce: spent,
            OnboardingChoice(outcome: .success),
            at: .start.adding(.seconds(1))
        )
        state.seed(WhatsAppAccount(phoneNumberID: nil, phoneNumber: nil, name: nil, status: .onboarding))
        state.seed(.sample("123456", owner: customer.id))
        state.seed(.sample("234567"))
        let assigned = try state.assign(.sample("234567"), to: customer, at: .start)
        _ = try state.unassign(assigned, at: .start.adding(.seconds(2)))
    }

    /// Conversations in every status, with and without messages, contacts and users, and ranks that they have left.
    private mutating func fillInbox() throws {
        let team = try #require(state.organization.teams.first)
        let gone = try state.createLabel(LabelDraft(name: "Gone"), in: team, at: .start)
        let label = try state.createLabel(LabelDraft(name: "Größe", color: .pink), in: team, at: .start)
        _ = try state.createLabel(LabelDraft(name: "Second"), in: team, at: .start)
        state.deleteLabel(gone)
        let account = try state.account(phoneNumberID: "234567")
        var ids: [Identifier<Conversation>] = []
        for number in 0..<5 {
            let draft = ContactDraft(
                phoneNumber: "+62811000100\(number)",
                name: number == 0 ? nil : "Größe \(number)",
                email: number == 0 ? nil : "a@example.com",
                metadata: number == 0 ? nil : ["a": [1, nil]]
            )
            let contact = try state.createContact(draft, on: account, at: .start)
            try state.attach(label, to: contact, at: .start)
            ids.append(state.knownConversation(with: contact, at: .start).id)
        }
        for place in [1, 2, 3, 1, 2] { state.noteInbound(in: ids[place], at: .start.adding(.minutes(1))) }
        state.noteOutbound(in: ids[3], at: .start.adding(.minutes(2)))
        for (id, status) in zip(ids, Conversation.Status.allCases) {
            var patch = ConversationPatch()
            patch.status = .set(status)
            patch.assignee = .set(state.organization.users.last?.id)
            let conversation = try #require(state.conversations[id])
            let changed = state.updateConversation(conversation, with: patch, at: .start)
            try state.attach(label, to: changed, at: .start)
        }
        state.deleteContact(try #require(state.contacts.newestFirst(in: .account("234567")).first { _ in true }))
        state.organization.users.removeLast()
    }

    /// Templates in each status, one with a staged decision, one that only Meta has, and one of another number.
    private mutating func addTemplates() throws {
        let account = WhatsAppAccount.sample("123456")
        let header = #"{"type":"HEADER","format":"IMAGE","example":{"header_url":["https://a.example/ü.png?"]}}"#
        let rich = try TemplateDraft.sample(components: #"[{"type":"BODY","text":"Hé {{1}}!","x":[null]},\#(header)]"#)
        for status in Template.Status.allCases {
            var draft = rich
            draft.name = "in_\(status.rawValue)"
            let template = try state.createTemplate(draft, on: account, at: .start)
            _ = state.setStatus(status, of: template, onSync: false, at: .start.adding(.seconds(1)))
        }
        let staged = try state.createTemplate(.sample("staged"), on: account, at: .start)
        _ = state.setStatus(.approved, of: staged, onSync: true, at: .start)
        var hidden = SeededTemplate(accountID: "123456", draft: .sample("hidden"))
        hidden.onSync = true
        state.seed([hidden], ids: BaselineIdentifiers(seed: 42), at: .start)
        _ = try state.createTemplate(rich, on: .sample("234567"), at: .start)
    }

    /// Messages of both directions, in every status, with and without a plan, a failure and a file.
    private mutating func fillMessages() throws {
        let account = try state.account(phoneNumberID: "234567")
        let (limits, settings) = (state.organization.limits, state.organization.messages)
        state.organization.limits.messagesPerMonth = nil
        state.organization.messages = MessageSettings()
        state.organization.messages.progression = .timed(sent: .hours(3), delivered: .hours(4))
        let inbound: [JSONValue] = [
            ["type": "document", "document": ["caption": "Größe", "filename": "ü.pdf", "link": "https://a.example/"]],
            ["type": "contacts", "contacts": [["name": "Ü"]], "context": ["message_id": "wamid.x"], "id": "wamid.y"],
            ["type": "text", "text": ["body": "Hé"], "name": "Ü"],
        ]
        var received: [Message] = []
        for (number, body) in inbound.enumerated() {
            var members = try #require(body.object)
            members["from"] = .string("62811000100\(number + 1)")
            let draft = try #require(InboundDraft(.object(members)))
            received.append(try state.receive(draft, on: account, origin: "http://localhost", at: .start))
        }
        _ = try state.markRead(received[0], showingTyping: true, at: .start)
        var sent: [Message] = []
        for to in ["628110001001", "+628110001002", MagicRecipient.blocks.phoneNumber, "+628110001999"] {
            sent.append(try state.send(.text(to: to), from: account, at: .start))
        }
        sent.append(try state.send(.template("in_approved", to: "628110001001"), from: account, at: .start))
        for (message, statuses) in zip(sent, [[.queued], [.sent, .read], [.sent]] as [[MessageStatus]]) {
            _ = try state.simulateReports(statuses, nil, of: message, at: .start.adding(.seconds(1)))
        }
        _ = try state.simulateReports([.failed], .templatePaused, of: sent[3], at: .start)
        try changePeople(on: account)
        (state.organization.limits, state.organization.messages) = (limits, settings)
    }

    /// People with and without a number, who edit and revoke messages and change their numbers and user names.
    private mutating func changePeople(on account: WhatsAppAccount) throws {
        let text: JSONValue = ["body": "Hé"]
        let bodies: [JSONValue] = [
            ["user_id": "GB.1", "username": "gr.ö", "type": "text", "text": text, "id": "wamid.hidden"],
            ["from": "628110001003", "phone": "hidden", "type": "unsupported", "unsupported": ["type": "pin"]],
            ["from": "628110001002", "type": "text", "text": text, "id": "wamid.edited"],
        ]
        for body in bodies {
            let draft = try #require(InboundDraft(body))
            _ = try state.receive(draft, on: account, origin: "http://localhost", at: .start)
        }
        let amendments: [JSONValue] = [
            [
                "from": "628110001002", "type": "edit",
                "edit": ["original_message_id": "wamid.edited", "message": ["type": "text", "text": ["body": "B"]]],
            ],
            ["user_id": "GB.1", "type": "revoke", "revoke": ["original_message_id": "wamid.hidden"]],
        ]
        for body in amendments {
            _ = try state.amend(try #require(InboundAmendment(body)), on: account, at: .start)
        }
        for (userID, number) in [("GB.1", nil), (nil, "+628110001002")] as [(String?, String?)] {
            let contact = try state.contact(phoneNumber: number, userID: userID, on: account)
            var change = IdentityChange()
            change.phoneNumber = "+44790000\(number?.count ?? 0)00"
            change.username = .set(number)
            _ = try state.changeIdentity(of: contact, change, at: .start)
        }
    }

    private mutating func addSubscriptions() throws {
        for host in ["a", "gone", "b", "c", "deleted"] {
            let endpoint = state.addEndpoint("\(host).example", events: ["customer.created", "odd"])
            if host == "gone" { state.deleteWebhookSubscription(endpoint, at: .start) }
        }
        let subscription = try #require(endpoint(0))
        _ = state.createWebhookSecret(for: subscription, expiringOthersIn: 24, at: .start)
    }

    private mutating func sendDeliveries() throws {
        _ = try state.addCustomer("Heard of")
        _ = state.trigger(at: .start) { id in
            WebhookEvent(type: "odd", id: id.description, source: .meta, body: [0x7B, 0xFF, 0x00, 0x80])
        }
        var effects: [DeliveryFault.Effect?] = [
            nil, .drop, .duplicate(copies: 2, gap: .seconds(1)), .signature(.stale), .truncate(after: 3),
            .unknownEvent, .reorder(window: 9), .reorder(window: 9),
        ]
        state.enqueueAddedDeliveries { _ in
            effects.popLast().map { DeliveryFault(rule: "r", effect: $0, delay: .seconds(2), isOfAttempt: false) }
        }
        let odd: [UInt8] = [0xC3, 0x28]
        let outcomes: [AttemptOutcome] = [
            .answered(.init(status: 500, headers: [.init(name: "X", value: "é")], body: odd)),
            .answered(.init(status: 200, body: Array("fine".utf8))),
            .answer(410), .failed(.dns), .lost, .answered(.init(status: 503, body: odd + [1])),
        ]
        for (ticket, outcome) in zip(state.queueAndStart(wall: .start), outcomes) {
            var report = AttemptReport(
                headers: [.init(name: "Content-Type", value: "application/json")],
                outcome: outcome,
                tookMilliseconds: 12
            )
            if case .duplicate? = ticket.fault?.effect { report.copies = [.answer(409), .failed(.timeout)] }
            state.finishAttempt(ticket, report, wall: .start)
        }
    }

    /// Deliveries that wait in every lane, an attempt under way, and timers that are due soon and late.
    private mutating func leaveWork() throws {
        for row in state.rows(.init(status: .delivered)) { _ = try state.replay(row, at: .start) }
        try state.setStatus(.paused, of: try #require(endpoint(1)))
        _ = try state.addCustomer("Waits")
        _ = state.queueAndStartOne(wall: .start)
        for row in state.rows(.init(status: .dead)) { _ = try state.replayByHand(row, at: .start) }
        state.deleteWebhookSubscription(try #require(endpoint(3)), at: .start)
        state.setClock(.showing(.start.adding(.seconds(9)), mode: .real, wall: .start), wall: .start)
        _ = try state.addCustomer("Late", at: state.now(wall: .start))
        state.enqueueAddedDeliveries { _ in nil }
    }

    private func endpoint(_ index: Int) -> WebhookSubscription? {
        let oldestFirst = Array(state.webhookSubscriptions.newestFirst(in: .all).reversed())
        return oldestFirst.indices.contains(index) ? oldestFirst[index] : nil
    }
}

extension WorldState {
    /// The world that an import of this world's export gives.
    func reimported() throws -> WorldState {
        let json = try JSONValue(parsing: exported, maximumDepth: Self.exportDepth)
        return try WorldState(importing: json)
    }

    /// The export as text, so that a failed expectation is readable.
    var exportedText: String { String(json: exported) }
}
