/// A phone number among the contacts of one account.
struct ContactAddress: Hashable, Sendable {
    let accountID: String
    let phoneNumber: String
}

extension SandboxState {
    /// The contact with that number, written with `+`, on an account.
    package func contact(phoneNumber: String, on account: WhatsAppAccount) -> Contact? {
        guard let accountID = account.phoneNumberID else { return nil }
        let address = ContactAddress(accountID: accountID, phoneNumber: phoneNumber)
        return contactsByAddress[address].flatMap { contacts[$0] }
    }

    /// The contact with that number on an account, created and reported if it is new.
    package mutating func knownContact(
        phoneNumber: String,
        name: String?,
        on account: WhatsAppAccount,
        source: Contact.AcquisitionSource,
        at now: Timestamp
    ) -> Contact {
        if let contact = contact(phoneNumber: phoneNumber, on: account) { return contact }
        let contact = Contact(
            id: generator.object(),
            accountID: account.phoneNumberID ?? "",
            phoneNumber: phoneNumber,
            name: name,
            email: nil,
            metadata: nil,
            createdAt: now,
            updatedAt: now
        )
        contacts.insert(contact)
        contactsByAddress[ContactAddress(accountID: contact.accountID, phoneNumber: phoneNumber)] = contact.id
        emit(.contactCreated(contact, embeddedAccount(phoneNumberID: contact.accountID), source), at: now)
        return contact
    }
}
