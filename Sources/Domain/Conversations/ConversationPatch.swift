/// What updateConversation changes.
package struct ConversationPatch: Hashable, Sendable {
    /// The new status.
    package var status: FieldChange<Conversation.Status> = .keep
    /// Who looks after it from now on, nil for nobody.
    package var assignee: FieldChange<Identifier<User>?> = .keep

    /// A patch that changes nothing.
    package init() {}
}
