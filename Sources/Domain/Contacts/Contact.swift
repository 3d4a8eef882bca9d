package import Documents

/// Somebody who chats with a number.
package struct Contact: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "ctc_"

    /// How a contact came to be known.
    package enum AcquisitionSource: String, CaseIterable, Sendable {
        case api
        case inboundMessage = "inbound_message"
    }

    /// What can change in a contact, named as `changed_fields` of contact.updated names it.
    package enum Field: String, CaseIterable, Sendable {
        case name, email, labels, metadata
    }

    /// The public id.
    package let id: Identifier<Contact>
    /// The `phone_number_id` of the number that the contact chats with.
    package let accountID: String
    /// The business-scoped user id (BSUID); another one when the person changes the number.
    package internal(set) var userID: String
    /// E.164 with `+`; nil for somebody who does not show it.
    package internal(set) var phoneNumber: String?
    /// The public name on WhatsApp, without `@`.
    package internal(set) var username: String?
    /// What people call the contact.
    package internal(set) var name: String?
    /// Syntax checked by the contract, existence never.
    package internal(set) var email: String?
    /// Free JSON of the platform.
    package internal(set) var metadata: JSONObject?
    /// In the order in which they were attached.
    package internal(set) var labels: [Identifier<Label>] = []
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    var address: ContactAddress { ContactAddress(accountID: accountID, userID: userID) }
}

extension Contact: Resource {
    /// The lists in which contacts stand.
    package enum ListKey: Hashable, Sendable {
        /// The contacts of a number, by its `phone_number_id`.
        case account(String)
        /// Those that carry a label, whatever their number.
        case carrying(Identifier<Label>)
        /// Those of one person, by the user id: one on each number at most.
        case user(String)
    }

    package var listKeys: [ListKey] { [.account(accountID), .user(userID)] + labels.map { .carrying($0) } }

    /// Writes the object as all contact operations and events show it.
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
