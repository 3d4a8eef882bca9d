import HashTreeCollections

extension WorldState {
    /// Throws for messages and typing times of conversations that do not exist.
    func checkMessageReferences() throws(StateError) {
        for (index, message) in zip(messages.exportedIndices, messages.byAge) {
            do throws(StateError) {
                guard let conversation = conversations[message.conversationID] else {
                    throw .dangling("conversation", message.conversationID.description).inside("conversation_id")
                }
                guard conversation.accountID == message.accountID else {
                    throw .expected("\(conversation.accountID), the conversation's").inside("account_id")
                }
            } catch { throw error.inside(index).inside("messages") }
        }
        for id in typings.latest.keys where conversations[id] == nil {
            throw .dangling("conversation", id.description).inside("typings")
        }
    }

    /// Fills the index of messages by wamid; throws for two of the same wamid.
    mutating func fillMessageIndex() throws(StateError) {
        for (index, message) in zip(messages.exportedIndices, messages.byAge) {
            guard messagesByWamid.updateValue(message.id, forKey: message.wamid) == nil else {
                throw .duplicate(message.wamid).inside("wamid").inside(index).inside("messages")
            }
        }
    }
}
