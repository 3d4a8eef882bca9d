import Documents

/// An event as receivers get it, with the same body for every subscription and in every attempt.
package struct WebhookEvent: Hashable, Sendable {
    /// Whether the body has Kirimdev's own envelope or Meta's.
    package enum Source: String, CaseIterable, Sendable {
        case kirim, meta
    }

    /// The event type as the contract's `webhooks` section names it.
    package let type: String
    /// The value of `X-Kirim-Event-Id`: the event's id, or one of Meta's if the body has Meta's envelope.
    package let id: String
    /// Whether the body has Kirimdev's own envelope or Meta's.
    package let source: Source
    /// The body as compact JSON.
    package let body: [UInt8]

    /// An event with those fields.
    package init(type: String, id: String, source: Source, body: [UInt8]) {
        self.type = type
        self.id = id
        self.source = source
        self.body = body
    }

    /// The event with the type `mock.unknown`; Meta's envelope contains no type, so only the header changes.
    package var withUnknownType: WebhookEvent {
        let unknown = "mock.unknown"
        var changed = body
        if source == .kirim, var json = try? JSONValue(parsing: body), json["type"] != nil {
            json.set(.string(unknown), at: JSONPointer(["type"]))
            changed = json.serialized
        }
        return WebhookEvent(type: unknown, id: id, source: source, body: changed)
    }

    /// The event with the body that receivers get under those switches.
    package init(_ event: DomainEvent, switches: Switches) {
        if case .triggered(let content) = event.kind {
            self = content
            return
        }
        let passedOnID = event.passedOnID(switches)
        self.init(
            type: event.type,
            id: passedOnID ?? event.id.description,
            source: passedOnID == nil ? .kirim : .meta,
            body: JSONWriter.bytes(capacity: 1024) { writer in event.write(to: &writer, switches: switches) }.compact
        )
    }
}

extension DomainEvent {
    /// Meta's id of what a body in Meta's envelope reports; nil for native events.
    fileprivate func passedOnID(_ switches: Switches) -> String? {
        switch kind {
        case .messageReceived(let notice): notice.eventID
        case .messageAmended(let message): message.amendment.wamid
        case .identityReported(let notice): notice.wamid
        case .messageStatus(let message):
            switch switches.statusEventID {
            case .wamid: message.notice.eventID
            case .unique: "\(message.notice.eventID):\(message.report.status.rawValue)"
            }
        case .customerCreated, .customerUpdated, .customerArchived, .setupLinkCreated, .setupLinkConsumed,
            .customerOnboarded, .accountConnected, .contactCreated, .contactUpdated, .conversationAssigned,
            .contactIdentityUpdated, .conversationClosed, .messageSent, .messageEdited, .messageRevoked, .triggered:
            nil
        }
    }
}
