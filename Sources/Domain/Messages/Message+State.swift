import Documents
import HashTreeCollections

extension Message.Direction: StateCodable {}
extension Message.Source: StateCodable {}
extension Message.Category: StateCodable {}
extension MessageContent.Kind: StateCodable {}
extension MessageStatus: StateCodable {}
extension MessageFailure: StateCodable {}

extension Message: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Message(
            id: try coder.field("id", \.id),
            accountID: try coder.field("account_id", \.accountID),
            conversationID: try coder.field("conversation_id", \.conversationID),
            phoneNumber: try coder.field("phone_number", \.phoneNumber),
            direction: try coder.field("direction", \.direction),
            content: try coder.field("content", \.content),
            context: try coder.field("context", \.context),
            source: try coder.field("source", \.source),
            category: try coder.field("category", \.category),
            wamid: try coder.field("wamid", \.wamid),
            isAccepted: try coder.field("is_accepted", \.isAccepted),
            status: try coder.field("status", \.status),
            failure: try coder.field("failure", \.failure),
            plan: try coder.field("plan", \.plan),
            createdAt: try coder.field("created_at", \.createdAt),
            updatedAt: try coder.field("updated_at", \.updatedAt)
        )
    }
}

extension MessageContent: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let kind = try coder.field("kind", \.kind)
        let text = try coder.field("text", \.text)
        let detail = try coder.field("detail", \.detail)
        let media = try coder.field("media", \.media)
        let sent = try coder.field("sent", \.sent)
        return MessageContent(kind, text: text, detail: detail, media: media, sent: sent)
    }
}

extension MessageMedia: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var media = MessageMedia()
        media.link = try coder.field("link", \.link)
        media.id = try coder.field("id", \.id)
        media.mimeType = try coder.field("mime_type", \.mimeType)
        media.filename = try coder.field("filename", \.filename)
        media.sha256 = try coder.field("sha256", \.sha256)
        return media
    }
}

extension MessagePlan: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        let outcome = try coder.field("outcome", \.outcome)
        let sentAt = try coder.field("sent_at", \.sentAt)
        let deliveredAt = try coder.field("delivered_at", \.deliveredAt)
        let readAt = try coder.field("read_at", \.readAt)
        return MessagePlan(outcome, sentAt: sentAt, deliveredAt: deliveredAt, readAt: readAt)
    }
}

extension MessagePlan.Outcome: StateCodable {
    private enum Tag: String, CaseIterable {
        case reaches, fails
    }

    func writeState(to writer: inout JSONWriter) {
        switch self {
        case .reaches(let status): StateChoice.write(Tag.reaches, status, to: &writer)
        case .fails(let failure): StateChoice.write(Tag.fails, failure, to: &writer)
        }
    }

    init(state json: JSONValue) throws(StateError) {
        self = try StateChoice.read(json) { (tag: Tag, content) throws(StateError) in
            switch tag {
            case .reaches: return .reaches(try MessageStatus(state: content))
            case .fails: return .fails(try MessageFailure(state: content))
            }
        }
    }
}

// MARK: Events

extension MessageNotice: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        MessageNotice(
            message: try coder.field("message", \.message),
            displayPhoneNumber: try coder.field("display_phone_number", \.displayPhoneNumber),
            contact: try coder.field("contact", \.contact),
            quotedNumber: try coder.field("quoted_number", \.quotedNumber),
            mediaURL: try coder.field("media_url", \.mediaURL)
        )
    }
}

extension MessageReport: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        MessageReport(
            status: try coder.field("status", \.status),
            failure: try coder.field("failure", \.failure)
        )
    }
}

// MARK: Counters

extension Typings: StateCodable {
    private struct Entry: StateObject {
        let conversation: Identifier<Conversation>
        let at: Timestamp

        static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
            Entry(conversation: try coder.field("conversation", \.conversation), at: try coder.field("at", \.at))
        }
    }

    func writeState(to writer: inout JSONWriter) {
        latest.map { Entry(conversation: $0.key, at: $0.value) }
            .sorted { $0.conversation.description < $1.conversation.description }
            .writeState(to: &writer)
    }

    init(state json: JSONValue) throws(StateError) {
        var latest: TreeDictionary<Identifier<Conversation>, Timestamp> = [:]
        for (index, entry) in try [Entry](state: json).enumerated() {
            guard latest.updateValue(entry.at, forKey: entry.conversation) == nil else {
                throw .duplicate(entry.conversation.description).inside("conversation").inside(index)
            }
        }
        self.init(latest)
    }
}
