import Documents

/// The data of the event conversation.assigned.
package struct ConversationAssignment: Hashable, Sendable {
    /// The id of the conversation.
    let conversation: Identifier<Conversation>
    /// The status of the conversation after the assignment.
    let status: Conversation.Status
    /// The new assignee; nil if the conversation has none.
    let user: Identifier<User>?
    /// The team that owns the number.
    let team: Identifier<Team>
    /// The assignee before the assignment; nil if there was none.
    let previousUser: Identifier<User>?

    /// Writes the members of the event's `data`.
    func write(to writer: inout JSONWriter) {
        writer.key("conversation")
        writer.object { writer in
            writer.member("id", conversation.description)
            writer.member("object", "conversation")
            writer.member("status", status.rawValue)
        }
        writer.key("assignee")
        writer.object { writer in
            writer.member("user_id", user?.description)
            writer.member("team_id", team.description)
            writer.member("previous_user_id", previousUser?.description)
        }
    }
}

extension ConversationAssignment: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        ConversationAssignment(
            conversation: try coder.field("conversation", \.conversation),
            status: try coder.field("status", \.status),
            user: try coder.field("user", \.user),
            team: try coder.field("team", \.team),
            previousUser: try coder.field("previous_user", \.previousUser)
        )
    }
}

extension Identifier<Conversation> {
    /// Writes the members of conversation.closed's `data`; the API names no closing user (kirimdev-api 14.4).
    func writeClosing(to writer: inout JSONWriter) {
        writer.key("conversation")
        writer.object { writer in
            writer.member("id", description)
            writer.member("object", "conversation")
            writer.member("status", Conversation.Status.resolved.rawValue)
            writer.member("closed_by_user_id", String?.none)
        }
    }
}
