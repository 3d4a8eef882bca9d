import Documents
import Testing

@testable import Domain

@Suite struct MessageProgressTests {
    @Test func `a message becomes sent and delivered at the set times, with an event for each step`() throws {
        var chat = Chat()
        try chat.hear()
        let message = try chat.send(.text())
        #expect(message.status == .pending)
        #expect(message.providerID == nil)
        chat.wait(until: 99)
        #expect(try chat.current(message).status == .pending)
        chat.wait(until: 100)
        let sent = try chat.current(message)
        #expect(sent.status == .sent)
        #expect(sent.providerID == message.wamid)
        #expect(sent.updatedAt == .start.adding(milliseconds: 100))
        chat.wait(until: 299)
        #expect(try chat.current(message).status == .sent)
        chat.wait(until: 86_400_000)
        let delivered = try chat.current(message)
        #expect(delivered.status == .delivered)
        #expect(delivered.plan == nil)
        #expect(chat.told == ["received", "sent event", "sent", "delivered"])
        #expect(chat.state.timers.waiting.allSatisfy { $0.kind != .messageStatus(message.id) })
    }

    @Test func `a status that a timer reports is one change of the message`() throws {
        var chat = Chat()
        try chat.hear()
        let message = try chat.send(.text())
        chat.state.takeTouchedObjects { _, _ in }
        chat.wait(until: 100)
        var touched: [ObjectName] = []
        chat.state.takeTouchedObjects { name, _ in touched.append(name) }
        #expect(touched == [ObjectName(.message, message.id.description)])
    }

    @Test(arguments: MessageStatus.allCases)
    func `a message that changes its status changes the lists in which its listKeys differ`(
        status: MessageStatus
    ) throws {
        var chat = Chat()
        try chat.hear()
        let before = try chat.send(.text())
        var after = before
        after.status = status
        let kept = Set(before.listKeys).intersection(after.listKeys)
        #expect(Set(before.listKeys).count == 8)
        let changes = after.listChanges(from: before)
        #expect(Set(changes.left) == Set(before.listKeys).subtracting(kept))
        #expect(Set(changes.entered) == Set(after.listKeys).subtracting(kept))
        chat.state.messages.replace(after)
        let wrong = Set(before.listKeys + after.listKeys).filter { key in
            let isHere = chat.state.messages.newestFirst(in: key).contains { $0.id == before.id }
            return isHere != after.listKeys.contains(key)
        }
        #expect(wrong == [])
    }

    @Test func `later settings do not change the plan of a message`() throws {
        var chat = Chat()
        try chat.hear()
        let message = try chat.send(.text())
        chat.state.organization.messages.mode = .manual
        chat.wait(until: 300)
        #expect(try chat.current(message).status == .delivered)
    }

    @Test func `a message is delivered at once in immediate mode and never in manual mode`() throws {
        var chat = Chat(mode: .immediate)
        try chat.hear()
        let immediate = try chat.send(.text())
        #expect(immediate.status == .pending)
        chat.wait(until: 0)
        #expect(try chat.current(immediate).status == .delivered)
        chat.state.organization.messages.mode = .manual
        let manual = try chat.send(.text())
        chat.wait(until: 1_000_000)
        #expect(try chat.current(manual).status == .pending)
    }

    @Test(
        arguments: [
            (MagicRecipient.staysPending, MessageStatus.pending, nil, []),
            (.staysSent, .sent, nil, ["sent event", "sent"]),
            (.reads, .read, nil, ["sent event", "sent", "delivered", "read"]),
            (.isNotOnWhatsApp, .failed, MessageFailure.notOnWhatsApp, ["sent event", "sent", "failed"]),
            (.blocks, .failed, .recipientBlocked, ["sent event", "sent", "failed"]),
            (.breaksMedia, .failed, .mediaDownload, ["sent event", "sent", "failed"]),
            (.slowsDown, .failed, .accountRateLimited, ["sent event", "sent", "failed"]),
            (.stopsMarketing, .failed, .marketingBlocked, ["sent event", "sent", "failed"]),
        ] as [(MagicRecipient, MessageStatus, MessageFailure?, [String])]
    )
    func `a magic recipient decides the last status of a message without an open window`(
        _ recipient: MagicRecipient,
        _ status: MessageStatus,
        _ failure: MessageFailure?,
        _ told: [String]
    ) throws {
        var chat = Chat()
        let message = try chat.send(.text(to: recipient.phoneNumber))
        chat.wait(until: 10_000)
        #expect(try chat.current(message).status == status)
        #expect(try chat.current(message).failure == failure)
        #expect(chat.told == told)
    }

    @Test func `the magic recipient that reads does so 300 ms after the delivery`() throws {
        var chat = Chat()
        let message = try chat.send(.text(to: MagicRecipient.reads.phoneNumber))
        chat.wait(until: 599)
        #expect(try chat.current(message).status == .delivered)
        chat.wait(until: 600)
        #expect(try chat.current(message).status == .read)
    }

    @Test(arguments: [
        (MagicRecipient.usesUpQuota, DomainError.quotaExceeded(quota: "messages", plan: .business)),
        (.isRefused, .whatsappRefused),
    ])
    func `a message that a magic recipient refuses changes nothing`(
        _ recipient: MagicRecipient,
        _ error: DomainError
    ) throws {
        var chat = Chat()
        let before = chat.state.exportedText
        let draft = try MessageDraft.text(to: recipient.phoneNumber)
        #expect(throws: error) { try chat.send(draft) }
        #expect(chat.state.exportedText == before)
    }

    @Test(arguments: MagicRecipient.allCases)
    func `magic recipients can be switched off`(_ recipient: MagicRecipient) throws {
        var chat = Chat()
        chat.state.organization.messages.magicRecipients = false
        let message = try chat.send(.text(to: recipient.phoneNumber))
        chat.wait(until: 10_000)
        #expect(try chat.current(message).failure == .outsideWindow)
    }

    @Test(arguments: ["+628000000004", "+6280000000010", "+628000000009", "+62800000040", "+628000000500"])
    func `a number that only resembles a magic recipient is an ordinary one`(_ number: String) throws {
        #expect(MagicRecipient(phoneNumber: number) == nil)
        var chat = Chat()
        let message = try chat.send(.text(to: number))
        chat.wait(until: 100)
        #expect(try chat.current(message).failure == .outsideWindow)
    }

    // MARK: Reports

    @Test(
        arguments: [
            ([.sent, .delivered, .read], MessageStatus.read, ["sent event", "sent", "delivered", "read"]),
            ([.read, .delivered, .sent], .read, ["sent event", "read", "delivered", "sent"]),
            ([.delivered, .sent], .delivered, ["sent event", "delivered", "sent"]),
            ([.queued, .sent], .sent, ["sent event", "sent"]),
            ([.sent, .queued], .sent, ["sent event", "sent"]),
            ([.failed, .delivered], .failed, ["failed", "sent event", "delivered"]),
            ([.read, .failed], .read, ["sent event", "read", "failed"]),
            ([.delivered, .failed], .failed, ["sent event", "delivered", "failed"]),
            ([.sent, .sent], .sent, ["sent event", "sent", "sent"]),
        ] as [([MessageStatus], MessageStatus, [String])]
    )
    func `status reports make events in any order, and the message's status never goes back`(
        _ reports: [MessageStatus],
        _ status: MessageStatus,
        _ told: [String]
    ) throws {
        var chat = Chat(mode: .manual)
        let message = try chat.send(.text())
        let changed = try chat.state.simulateReports(reports, nil, of: message, at: .start.adding(.seconds(1)))
        #expect(changed.status == status)
        #expect(try chat.current(message) == changed)
        #expect((changed.failure != nil) == (status == .failed))
        #expect(chat.told == told)
    }

    @Test func `a report of failed without a reason gets one that fits the message`() throws {
        var chat = Chat(mode: .manual)
        let first = try chat.send(.text())
        let second = try chat.send(.text())
        let before = try chat.state.simulateReports([.failed], nil, of: first, at: .start)
        #expect(before.failure == .outsideWindow)
        #expect(before.providerID == nil)
        let after = try chat.state.simulateReports([.sent, .failed], nil, of: second, at: .start)
        #expect(after.failure == .notOnWhatsApp)
        #expect(after.providerID == second.wamid)
    }

    @Test func `the timed progression continues from the status that a report has set`() throws {
        var chat = Chat()
        try chat.hear()
        let message = try chat.send(.text())
        _ = try chat.state.simulateReports([.sent], nil, of: message, at: .start)
        chat.wait(until: 100)
        #expect(try chat.current(message).status == .sent)
        chat.wait(until: 300)
        #expect(try chat.current(message).status == .delivered)
        #expect(chat.told == ["received", "sent event", "sent", "delivered"])
    }

    @Test func `the timed progression does not change a message that has failed`() throws {
        var chat = Chat()
        let message = try chat.send(.text(to: MagicRecipient.reads.phoneNumber))
        _ = try chat.state.simulateReports([.failed], .templateDisabled, of: message, at: .start)
        chat.wait(until: 10_000)
        #expect(try chat.current(message).failure == .templateDisabled)
        #expect(try chat.current(message).plan == nil)
        #expect(chat.told == ["failed"])
    }

    @Test func `a status report for an inbound message is refused`() throws {
        var chat = Chat()
        let message = try chat.hear()
        #expect(throws: DomainError.conflict(what: "The message", state: "inbound")) {
            try chat.state.simulateReports([.read], nil, of: message, at: .start)
        }
    }

    @Test func `an advance of the clock lists each status change with its time`() throws {
        var chat = Chat()
        try chat.hear()
        chat.wait(until: 0)
        let message = try chat.send(.text())
        var rows: [FiredTimer] = []
        var isThere = false
        while !isThere {
            switch chat.state.queueAndStep(from: .start, towards: .start.adding(.seconds(1)), wall: .start) {
            case .fired(let fired): rows += fired
            case .arrived: isThere = true
            case .send, .waiting: Issue.record("there are no deliveries")
            }
        }
        #expect(rows.map(\.kind) == [.messageStatus, .messageStatus])
        #expect(rows.map(\.result) == ["sent", "delivered"])
        #expect(Set(rows.map(\.ref)) == [message.id.description])
        #expect(rows.map(\.at) == [.start.adding(milliseconds: 100), .start.adding(milliseconds: 300)])
    }
}
