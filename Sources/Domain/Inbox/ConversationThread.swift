package import Documents

/// The newest messages of a conversation, with the templates that they were made from.
package struct ConversationThread: Sendable {
    /// The messages, oldest first.
    let messages: [Message]
    /// The templates that the world still has, each once.
    let templates: [Template]
    /// Whether there are older messages.
    let hasMore: Bool

    /// Writes the members of listThread.
    package func writeMembers(to writer: inout JSONWriter) {
        writer.key("data")
        messages.writeState(to: &writer)
        writer.key("templates")
        templates.writeState(to: &writer)
        writer.member("more", hasMore)
    }
}
