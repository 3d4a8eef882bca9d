package import Documents

/// What a contact does to a message that is out already.
package struct InboundAmendment: Hashable, Sendable {
    /// What is done.
    package enum Change: Hashable, Sendable {
        case edit(MessageContent)
        case revoke
    }

    /// Who does it.
    let sender: Sender
    /// What the contact is called on WhatsApp, if that is told.
    let name: String?
    /// The wamid of the message.
    let originalID: String
    /// What is done.
    let change: Change
    /// The wamid of the change itself; drawn if there is none.
    let wamid: String?

    /// A change by a sender; nil for a body that changes no message.
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
    /// The content that an edit gives a message.
    fileprivate init?(editing json: JSONValue?) {
        guard let json, let type = json["type"]?.string, let content = json[type],
            let kind = Kind(rawValue: type)
        else { return nil }
        self.init(received: kind, content)
    }
}
