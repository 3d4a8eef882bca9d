package import Documents

/// A WhatsApp account as contacts, conversations and templates show it, with its current owner.
package struct EmbeddedAccount: Hashable, Sendable {
    /// The customer that owns an account.
    package struct Owner: Hashable, Sendable {
        /// The customer's public id.
        package let id: Identifier<Customer>
        /// The customer's name.
        package let name: String
    }

    /// The number as Meta displays it.
    package let phoneNumber: String?
    /// The `phone_number_id`, which identifies the account in paths.
    package let phoneNumberID: String?
    /// The customer that owns the account; nil if the organization itself does.
    package let owner: Owner?

    /// Writes the contract's schema WhatsappAccountEmbedded.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("phone_number", phoneNumber)
            writer.member("phone_number_id", phoneNumberID)
            writer.key("customer")
            guard let owner else { return writer.value(.null) }
            writer.object { writer in
                writer.member("id", owner.id.description)
                writer.member("name", owner.name)
            }
        }
    }
}

extension WorldState {
    /// The account with that `phone_number_id` as its contacts, conversations and templates show it now.
    package func embeddedAccount(phoneNumberID id: String) -> EmbeddedAccount {
        let account = accounts[phoneNumberID: id]
        let owner = account?.customerID.flatMap { customers[$0] }
        return EmbeddedAccount(
            phoneNumber: account?.phoneNumber,
            phoneNumberID: id,
            owner: owner.map { EmbeddedAccount.Owner(id: $0.id, name: $0.name) }
        )
    }
}
