extension Conversation.Status: StateCodable {}

extension Conversation: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Conversation(
            id: try coder.field("id", \.id),
            accountID: try coder.field("account_id", \.accountID),
            contactID: try coder.field("contact_id", \.contactID),
            userID: try coder.field("user_id", \.userID),
            phoneNumber: try coder.field("phone_number", \.phoneNumber),
            status: try coder.field("status", \.status),
            assignee: try coder.field("assignee", \.assignee),
            unreadCount: try coder.field("unread_count", \.unreadCount, in: .count),
            lastMessageAt: try coder.field("last_message_at", \.lastMessageAt),
            lastInboundAt: try coder.field("last_inbound_at", \.lastInboundAt),
            windowTimer: try coder.field("window_timer", \.windowTimer),
            labels: try coder.field("labels", \.labels),
            createdAt: try coder.field("created_at", \.createdAt),
            updatedAt: try coder.field("updated_at", \.updatedAt)
        )
    }
}
