/// A contact as contact.created shows it.
package struct NewContact: Hashable, Sendable, StateObject {
    /// The new contact.
    package let contact: Contact
    /// Its account.
    package let account: EmbeddedAccount
    /// How the contact was acquired.
    package let source: Contact.AcquisitionSource

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        NewContact(
            contact: try coder.field("contact", \.contact),
            account: try coder.field("account", \.account),
            source: try coder.field("source", \.source)
        )
    }
}
