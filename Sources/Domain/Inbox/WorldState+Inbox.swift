import Documents
import OrderedCollections

extension WorldState {
    /// The contacts of a number that `search` names: those with conversations first, the latest message first, then the
    /// others, newest first.
    package func inbox(of account: WhatsAppAccount, search: String?, limit: Int) -> [InboxRow] {
        let accountID = account.phoneNumberID ?? ""
        let part = search?.lowercased()
        let isFound = { (row: InboxRow) in part.map { row.mentions($0) } ?? true }
        let filter = ActivityOrder.Filter(accountID: accountID)
        let active = activity.rows(of: filter, after: nil, limit: part == nil ? limit : .max, in: conversations)
        let rows = Array(active.lazy.map { inboxRow(of: $0.conversation) }.filter(isFound).prefix(limit))
        let others = contacts.newestFirst(in: .account(accountID)).lazy
            .filter { conversationsByAddress[$0.address] == nil }
            .map { inboxRow(of: $0) }.filter(isFound)
        return rows + others.prefix(limit - rows.count)
    }

    private func inboxRow(of conversation: Conversation) -> InboxRow {
        let list = Message.ListKey(accountID: conversation.accountID, conversation: conversation.id)
        return InboxRow(
            conversation: conversation,
            contact: contacts[conversation.contactID],
            user: directory[conversation.userID],
            typingAt: typings[conversation.id],
            lastMessage: messages.newestFirst(in: list).first { _ in true }
        )
    }

    private func inboxRow(of contact: Contact) -> InboxRow {
        InboxRow(
            conversation: nil,
            contact: contact,
            user: directory[contact.userID],
            typingAt: nil,
            lastMessage: nil
        )
    }

    /// The newest messages of a conversation, at most `limit`.
    package func thread(of conversation: Conversation, limit: Int) -> ConversationThread {
        let list = Message.ListKey(accountID: conversation.accountID, conversation: conversation.id)
        let newest = Array(messages.newestFirst(in: list).prefix(limit))
        let addresses = OrderedSet(newest.reversed().compactMap(\.templateAddress))
        return ConversationThread(
            messages: newest.reversed(),
            templates: addresses.compactMap { templatesByAddress[$0].flatMap { templates[$0] } },
            hasMore: messages.count(in: list) > newest.count
        )
    }
}

extension Message {
    /// What identifies the template that the message was made from; nil for other messages.
    fileprivate var templateAddress: TemplateAddress? {
        guard content.kind == .template, let name = content.detail?["name"]?.string,
            let language = content.detail?["language"]?.string
        else { return nil }
        return TemplateAddress(accountID: accountID, name: name, language: language)
    }
}
