import Documents
import OrderedCollections
import Testing

@testable import Domain

extension MessageDraft {
    /// A text message to a number.
    static func text(_ text: String = "Hello", to: String = Chat.partner) throws -> MessageDraft {
        try #require(MessageDraft(["to": .string(to), "type": "text", "text": ["body": .string(text)]]))
    }

    /// A message from a template, with these values for its body.
    static func template(
        _ name: String = "parcel_update",
        _ parameters: [String] = [],
        to: String = Chat.partner
    ) throws -> MessageDraft {
        let values = parameters.map { JSONValue.object(["type": "text", "text": .string($0)]) }
        let body: JSONValue = ["type": "body", "parameters": .array(values)]
        let content: JSONValue = ["name": .string(name), "language": "id", "components": [body]]
        return try #require(MessageDraft(["to": .string(to), "type": "template", "template": content]))
    }
}

/// A world with one account and one partner, and the operations that message tests need.
struct Chat {
    static let accountID = "1111475158712095"
    static let partner = "+628111111111"

    var state: WorldState

    init(mode: MessageSettings.Mode = .timed) {
        state = WorldState.sample()
        state.seed(.sample(Self.accountID))
        state.organization.messages.mode = mode
    }

    var account: WhatsAppAccount {
        get throws { try state.account(phoneNumberID: Self.accountID) }
    }

    /// Sends a message.
    mutating func send(_ draft: MessageDraft, at now: Timestamp = .start) throws -> Message {
        try state.send(draft, from: try account, at: now)
    }

    /// Receives a message from the partner.
    @discardableResult
    mutating func hear(
        _ type: String = "text",
        _ content: JSONValue = ["body": "Hi"],
        adding members: JSONObject = [:],
        at now: Timestamp = .start
    ) throws -> Message {
        var body: JSONObject = ["from": .string(Self.partner), "type": .string(type), type: content]
        body.merge(members) { _, last in last }
        let draft = try #require(InboundDraft(.object(body)))
        return try state.receive(draft, on: try account, origin: "http://mock.test", at: now)
    }

    /// Adds a template, which is approved unless the test says otherwise.
    mutating func addTemplate(_ body: String, approved: Bool = true) throws {
        let draft = TemplateDraft(name: "parcel_update", language: "id", category: .marketing, body: body)
        let template = try state.createTemplate(draft, on: try account, at: .start)
        if approved { _ = state.setStatus(.approved, of: template, onSync: false, at: .start) }
    }

    /// Sets the clock to this many milliseconds after the start.
    mutating func wait(until milliseconds: Int64) {
        let now = Timestamp.start.adding(milliseconds: milliseconds)
        state.setClock(.showing(now, mode: .frozen, wall: now), wall: now)
    }

    /// The message as it is now.
    func current(_ message: Message) throws -> Message { try #require(state.messages[message.id]) }

    /// Short names of the events about messages, statuses and identities, in order.
    var told: [String] {
        state.outbox.events.compactMap { event in
            switch event.kind {
            case .messageReceived: "received"
            case .messageAmended(let message): message.amendment.kind.rawValue
            case .messageEdited: "edited event"
            case .messageRevoked: "revoked event"
            case .identityReported: "system"
            case .contactIdentityUpdated: "identity"
            case .messageSent: "sent event"
            case .messageStatus(let message): message.report.status.rawValue
            case .customerCreated, .customerUpdated, .customerArchived, .setupLinkCreated, .setupLinkConsumed,
                .customerOnboarded, .accountConnected, .contactCreated, .contactUpdated, .conversationAssigned,
                .conversationClosed, .triggered:
                nil
            }
        }
    }
}
