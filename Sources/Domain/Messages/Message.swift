/// A message between a number and one of its contacts.
package struct Message: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "msg_"

    /// Whether the contact sent the message (inbound) or the number did (outbound).
    package enum Direction: String, CaseIterable, Sendable {
        case inbound, outbound
    }

    /// How an outbound message was sent: through the API, in the dashboard, or in the WhatsApp app on the phone.
    package enum Source: String, CaseIterable, Sendable {
        case api, dashboard, app
    }

    /// The price category of a message, as `pricing` in Meta's statuses names it.
    package enum Category: String, CaseIterable, Sendable {
        case service, marketing, utility, authentication
    }

    /// The public id.
    package let id: Identifier<Message>
    /// The `phone_number_id` of the number that sent or received the message.
    package let accountID: String
    /// The conversation that the message belongs to.
    package let conversationID: Identifier<Conversation>
    /// The contact's number in both directions, E.164 with `+`; nil if the account did not see it.
    package let phoneNumber: String?
    /// Whether the contact or the number sent the message.
    package let direction: Direction
    /// The content of the message.
    package internal(set) var content: MessageContent
    /// The wamid of the message that it replies to; nil if it is no reply.
    package let context: String?
    /// How it was sent; nil for inbound messages.
    package let source: Source?
    /// The price category.
    package let category: Category
    /// Meta's id of the message; generated at once, but shown only when Meta has accepted the message.
    package let wamid: String
    /// Whether Meta has accepted the message; always true for inbound messages.
    package internal(set) var isAccepted: Bool
    /// The status of the message.
    package internal(set) var status: MessageStatus
    /// Why the message failed; nil unless its status is `failed`.
    package internal(set) var failure: MessageFailure?
    /// The status changes that timers will make; nil if none are left.
    package internal(set) var plan: MessagePlan?
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// Meta's id of the message; nil until Meta has accepted the message.
    package var providerID: String? { isAccepted ? wamid : nil }
}

extension Message: Resource {
    /// The messages of a number, limited to a conversation, a direction and a status if given.
    package struct ListKey: Hashable, Sendable {
        /// The number's `phone_number_id`.
        let accountID: String
        /// Only the messages of that conversation; nil for any.
        let conversation: Identifier<Conversation>?
        /// Only the messages in that direction; nil for any.
        let direction: Direction?
        /// Only the messages that have that status now; nil for any.
        let status: MessageStatus?

        /// The list of a number's messages; nil for any conversation, direction or status.
        package init(
            accountID: String,
            conversation: Identifier<Conversation>? = nil,
            direction: Direction? = nil,
            status: MessageStatus? = nil
        ) {
            self.accountID = accountID
            self.conversation = conversation
            self.direction = direction
            self.status = status
        }

        /// Hashes one id, as a conversation belongs to one number, and no raw text of the direction and the status.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(conversation?.description ?? accountID)
            hasher.combine(direction.map { $0 == .inbound })
            hasher.combine(status?.rank)
        }
    }

    /// One list for each combination of filters, so that no read has to search.
    package var listKeys: [ListKey] { listKeys(for: [nil, status]) }

    /// All lists of both statuses, or none: nothing else changes of what the lists depend on.
    package func listChanges(from old: Message) -> (left: [ListKey], entered: [ListKey]) {
        status == old.status ? ([], []) : (old.listKeys(for: [old.status]), listKeys(for: [status]))
    }

    private func listKeys(for statuses: [MessageStatus?]) -> [ListKey] {
        var keys: [ListKey] = []
        keys.reserveCapacity(4 * statuses.count)
        for conversation in [nil, conversationID] {
            for direction in [nil, direction] {
                for status in statuses {
                    keys.append(
                        ListKey(accountID: accountID, conversation: conversation, direction: direction, status: status)
                    )
                }
            }
        }
        return keys
    }
}
