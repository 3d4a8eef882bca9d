package import Documents

/// An edit or a revocation by a contact of a message that the contact sent before.
package struct InboundAmendment: Hashable, Sendable {
    /// What the contact does to the message.
    package enum Change: Hashable, Sendable {
        case edit(MessageContent)
        case revoke
    }

    /// The contact, as the request describes them.
    let sender: Sender
    /// The contact's profile name on WhatsApp; nil if the request has none.
    let name: String?
    /// The wamid of the original message.
    let originalID: String
    /// What the contact does to the original message.
    let change: Change
    /// The wamid of the edit or revocation; nil generates one.
    let wamid: String?

    /// Reads the body of `simulate/inbound_message`; nil unless it is an edit or a revocation.
    package init?(_ body: JSONValue) {
        guard let sender = Sender(body), let type = body["type"]?.string, let json = body[type],
            let kind = MessageAmendment.Kind(rawValue: type), let originalID = json["original_message_id"]?.string
        else { return nil }
        switch kind {
        case .revoke: change = .revoke
        case .edit:
            guard let content = MessageContent(editing: json["message"]) else { return nil }
            change = .edit(content)
        }
        self.sender = sender
        self.originalID = originalID
        name = body["name"]?.string
        wamid = body["id"]?.string
    }
}

extension MessageContent {
    /// Reads the new content of an edited message.
    fileprivate init?(editing json: JSONValue?) {
        guard let json, let type = json["type"]?.string, let content = json[type],
            let kind = Kind(rawValue: type)
        else { return nil }
        self.init(received: kind, content)
    }
}
