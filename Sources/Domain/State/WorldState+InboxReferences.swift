extension WorldState {
    /// Throws for contacts and conversations whose number, labels or person do not exist.
    ///
    /// A label's team and a conversation's contact and assignee may have been removed, so they are not checked.
    func checkInboxReferences() throws(StateError) {
        for (index, contact) in zip(contacts.exportedIndices, contacts.byAge) {
            do throws(StateError) {
                try checkAccount(contact.accountID)
                try checkLabels(contact.labels)
                try checkPerson(contact.userID, contact.phoneNumber)
            } catch { throw error.inside(index).inside("contacts") }
        }
        for (index, conversation) in zip(conversations.exportedIndices, conversations.byAge) {
            do throws(StateError) {
                try checkAccount(conversation.accountID)
                try checkLabels(conversation.labels)
                try checkPerson(conversation.userID, conversation.phoneNumber)
                guard contacts[conversation.contactID].map({ $0.address == conversation.address }) ?? true else {
                    throw .expected("a contact with the user id of the conversation").inside("contact_id")
                }
            } catch { throw error.inside(index).inside("conversations") }
        }
    }

    private func checkAccount(_ id: String) throws(StateError) {
        guard accounts[phoneNumberID: id] == nil else { return }
        throw .dangling("account", id).inside("account_id")
    }

    /// Checks that the person exists, and that a phone number that the account sees is the person's.
    private func checkPerson(_ userID: String, _ phoneNumber: String?) throws(StateError) {
        guard let user = directory[userID] else { throw .dangling("person", userID).inside("user_id") }
        guard phoneNumber == nil || phoneNumber == user.phoneNumber else {
            throw .expected("\(user.phoneNumber ?? "null"), the person's").inside("phone_number")
        }
    }

    private func checkLabels(_ ids: [Identifier<Label>]) throws(StateError) {
        var seen: Set<Identifier<Label>> = []
        for (index, id) in ids.enumerated() {
            guard labels[id] != nil else { throw .dangling("label", id.description).inside(index).inside("labels") }
            guard seen.insert(id).inserted else {
                throw .duplicate(id.description).inside(index).inside("labels")
            }
        }
    }

    /// Fills the indices of labels, contacts and conversations; throws for two of the same address.
    mutating func fillInboxIndices() throws(StateError) {
        for (index, label) in zip(labels.exportedIndices, labels.byAge) {
            guard labelsByAddress.updateValue(label.id, forKey: label.address) == nil else {
                throw .duplicate(label.name).inside("name").inside(index).inside("labels")
            }
        }
        for (index, contact) in zip(contacts.exportedIndices, contacts.byAge) {
            guard contactsByAddress.updateValue(contact.id, forKey: contact.address) == nil else {
                throw .duplicate(contact.userID).inside("user_id").inside(index).inside("contacts")
            }
        }
        for (index, conversation) in zip(conversations.exportedIndices, conversations.byAge) {
            guard conversationsByAddress.updateValue(conversation.id, forKey: conversation.address) == nil else {
                throw .duplicate(conversation.userID).inside("user_id").inside(index).inside("conversations")
            }
        }
    }
}
