/// One piece of what a number and one of its contacts have written to each other.
package struct Message: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "msg_"

    /// Who wrote it: the contact, or the number.
    package enum Direction: String, CaseIterable, Sendable {
        case inbound, outbound
    }

    /// Where an outbound message was written; `app` is the phone.
    package enum Source: String, CaseIterable, Sendable {
        case api, dashboard, app
    }

    /// What Meta charges for, named as statuses name it.
    package enum Category: String, CaseIterable, Sendable {
        case service, marketing, utility, authentication
    }

    /// The public id.
    package let id: Identifier<Message>
    /// The `phone_number_id` of the number.
    package let accountID: String
    /// The conversation that it belongs to.
    package let conversationID: Identifier<Conversation>
    /// The chat partner's number, E.164 with `+`, whichever the direction; nil where it was not seen.
    package let phoneNumber: String?
    /// Who wrote it.
    package let direction: Direction
    /// What it says.
    package internal(set) var content: MessageContent
    /// The wamid of the message that it replies to.
    package let context: String?
    /// Where it was written; nil for inbound ones.
    package let source: Source?
    /// What Meta charges for.
    package let category: Category
    /// Meta's id; drawn at once, and shown once Meta has the message.
    package let wamid: String
    /// Whether Meta has it; inbound ones come from there.
    package internal(set) var isAccepted: Bool
    /// How far it has got.
    package internal(set) var status: MessageStatus
    /// Why it failed; nil as long as it has not.
    package internal(set) var failure: MessageFailure?
    /// What the clock will make of it; nil if that is nothing more.
    package internal(set) var plan: MessagePlan?
    /// When it was written.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// Meta's id, as far as anybody may know it.
    package var providerID: String? { isAccepted ? wamid : nil }
}

extension Message: Resource {
    /// The messages of a number that have a conversation, a direction or a status, where one is given.
    package struct ListKey: Hashable, Sendable {
        /// The number's `phone_number_id`.
        let accountID: String
        /// Those of one conversation.
        let conversation: Identifier<Conversation>?
        /// Those of one direction.
        let direction: Direction?
        /// Those in one status now.
        let status: MessageStatus?

        /// All messages of a number that are like this.
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
    }

    /// One list for each combination of filters, so that none of them needs a search.
    package var listKeys: [ListKey] {
        [nil, conversationID].flatMap { conversation in
            [nil, direction].flatMap { direction in
                [nil, status].map { status in
                    ListKey(accountID: accountID, conversation: conversation, direction: direction, status: status)
                }
            }
        }
    }
}
