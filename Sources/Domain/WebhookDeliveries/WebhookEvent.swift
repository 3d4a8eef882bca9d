import Documents

/// An event as it is handed to receivers: the same bytes for every subscription and in every attempt.
package struct WebhookEvent: Hashable, Sendable {
    /// Whose envelope the body is.
    package enum Source: String, CaseIterable, Sendable {
        case kirim, meta
    }

    /// The name in the contract's `webhooks` section.
    package let type: String
    /// `X-Kirim-Event-Id`: the event's own id, or WhatsApp's where Meta's envelope is passed through.
    package let id: String
    /// Whose envelope the body is.
    package let source: Source
    /// Compact JSON.
    package let body: [UInt8]

    /// An event with those parts.
    package init(type: String, id: String, source: Source, body: [UInt8]) {
        self.type = type
        self.id = id
        self.source = source
        self.body = body
    }

    /// The same event with a type that no receiver knows; Meta's envelope has no type, so only the header tells.
    package var withUnknownType: WebhookEvent {
        let unknown = "mock.unknown"
        var changed = body
        if source == .kirim, var json = try? JSONValue(parsing: body), json["type"] != nil {
            json.set(.string(unknown), at: JSONPointer(["type"]))
            changed = json.serialized
        }
        return WebhookEvent(type: unknown, id: id, source: source, body: changed)
    }

    /// What receivers get of something that happened, under those switches.
    init(_ event: DomainEvent, switches: Switches) {
        if case .triggered(let content) = event.kind {
            self = content
            return
        }
        let passedOnID = event.passedOnID(switches)
        self.init(
            type: event.type,
            id: passedOnID ?? event.id.description,
            source: passedOnID == nil ? .kirim : .meta,
            body: JSONWriter.bytes(capacity: 1024) { writer in event.write(to: &writer, switches: switches) }
        )
    }
}

extension DomainEvent {
    /// WhatsApp's id of what Meta's envelope tells of; nil for native events.
    fileprivate func passedOnID(_ switches: Switches) -> String? {
        switch kind {
        case .messageReceived(let notice): notice.eventID
        case .messageAmended(_, let amendment): amendment.wamid
        case .identityReported(let notice): notice.wamid
        case .messageStatus(let notice, let report):
            switch switches.statusEventID {
            case .wamid: notice.eventID
            case .unique: "\(notice.eventID):\(report.status.rawValue)"
            }
        case .customerCreated, .customerUpdated, .customerArchived, .setupLinkCreated, .setupLinkConsumed,
            .customerOnboarded, .accountConnected, .contactCreated, .contactUpdated, .conversationAssigned,
            .contactIdentityUpdated, .conversationClosed, .messageSent, .messageEdited, .messageRevoked, .triggered:
            nil
        }
    }
}
