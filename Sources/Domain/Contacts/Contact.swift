package import Documents

/// A person who chats with a number, as that number knows them.
package struct Contact: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "ctc_"

    /// How a contact was created.
    package enum AcquisitionSource: String, CaseIterable, Sendable {
        case api
        case inboundMessage = "inbound_message"
    }

    /// A field that contact.updated may list in `changed_fields`.
    package enum Field: String, CaseIterable, Sendable {
        case name, email, labels, metadata
    }

    /// The public id.
    package let id: Identifier<Contact>
    /// The `phone_number_id` of the number that the contact chats with.
    package let accountID: String
    /// The business-scoped user id (BSUID); a person who changes the phone number gets another one.
    package internal(set) var userID: String
    /// E.164 with `+`; nil if the person hides it from the account.
    package internal(set) var phoneNumber: String?
    /// The username on WhatsApp, without `@`.
    package internal(set) var username: String?
    /// The name that the platform gave the contact.
    package internal(set) var name: String?
    /// The email address; its form is checked by the contract's schema, its existence is not.
    package internal(set) var email: String?
    /// Free JSON that the platform stored.
    package internal(set) var metadata: JSONObject?
    /// The labels in the order in which they were attached.
    package internal(set) var labels: [Identifier<Label>] = []
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    var address: ContactAddress { ContactAddress(accountID: accountID, userID: userID) }
}

extension Contact: Resource {
    /// The lists that a contact is in.
    package enum ListKey: Hashable, Sendable {
        /// The contacts of a number, by its `phone_number_id`.
        case account(String)
        /// The contacts that carry a label, on any number.
        case carrying(Identifier<Label>)
        /// The contacts of one person, by user id; at most one for each number.
        case user(String)
    }

    package var listKeys: [ListKey] { [.account(accountID), .user(userID)] + labels.map { .carrying($0) } }

    /// Writes the contact as the contact operations and events show it.
    package func write(to writer: inout JSONWriter, on account: EmbeddedAccount) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "contact")
            writer.member("phone_number", phoneNumber)
            writer.member("bsuid", userID)
            writer.member("username", username)
            writer.member("name", name)
            writer.member("email", email)
            writer.member("metadata", metadata.map(JSONValue.object))
            writer.key("whatsapp_account")
            account.write(to: &writer)
            writer.member("created_at", createdAt.description)
            writer.member("updated_at", updatedAt.description)
        }
    }

    /// Writes the contact as contact.identity_updated shows it.
    func writeIdentity(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "contact")
            writer.member("phone_number", phoneNumber)
            writer.member("name", name)
            writer.member("bsuid", userID)
            writer.member("username", username)
        }
    }
}
