/// A contact as contact.updated shows it.
package struct ChangedContact: Hashable, Sendable, StateObject {
    /// The contact after the change.
    package let contact: Contact
    /// Its account.
    package let account: EmbeddedAccount
    /// The fields that changed.
    package let fields: [Contact.Field]

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        ChangedContact(
            contact: try coder.field("contact", \.contact),
            account: try coder.field("account", \.account),
            fields: try coder.field("fields", \.fields)
        )
    }
}
