/// The changes that updateConversation makes to a conversation.
package struct ConversationPatch: Hashable, Sendable {
    /// The new status.
    package var status: FieldChange<Conversation.Status> = .keep
    /// The new assignee; nil removes the assignee.
    package var assignee: FieldChange<Identifier<User>?> = .keep

    /// A patch that changes nothing.
    package init() {}
}
