import Documents

/// What conversation.assigned tells.
package struct ConversationAssignment: Hashable, Sendable {
    /// The conversation's id.
    let conversation: Identifier<Conversation>
    /// Where it stood afterwards.
    let status: Conversation.Status
    /// Who looks after it now; nil for nobody.
    let user: Identifier<User>?
    /// The team of the number.
    let team: Identifier<Team>
    /// Who looked after it before.
    let previousUser: Identifier<User>?

    /// Writes the members of `data`.
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
    /// Writes the members of `data` in conversation.closed; no user closes through the API (kirimdev-api 14.4).
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
