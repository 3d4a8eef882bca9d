import HashTreeCollections

/// When the typing indicator was last shown in each conversation.
struct Typings: Hashable, Sendable {
    /// The shortest time between two typing indicators in a conversation.
    private static let pause = TimeSpan.seconds(3)

    private(set) var latest: TreeDictionary<Identifier<Conversation>, Timestamp> = [:]

    init() {}

    init(_ latest: TreeDictionary<Identifier<Conversation>, Timestamp>) { self.latest = latest }

    /// When the typing indicator was last shown in a conversation; nil if it never was.
    subscript(conversation: Identifier<Conversation>) -> Timestamp? { latest[conversation] }

    /// Records a typing indicator; throws `tooOften` if the last one in the conversation was too recent.
    mutating func note(in conversation: Identifier<Conversation>, at now: Timestamp) throws(DomainError) {
        if let last = latest[conversation], last <= now, now < last.adding(Self.pause) {
            let left = last.adding(Self.pause).milliseconds - now.milliseconds
            throw .tooOften(retryAfter: Int((left + 999) / 1000))
        }
        latest[conversation] = now
    }
}
