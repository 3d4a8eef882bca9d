package import Documents

/// Somebody who chats with a number.
package struct Contact: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "ctc_"

    /// How a contact came to be known.
    package enum AcquisitionSource: String, CaseIterable, Sendable {
        case api
        case inboundMessage = "inbound_message"
    }

    /// The public id.
    package let id: Identifier<Contact>
    /// The `phone_number_id` of the number that the contact chats with.
    package let accountID: String
    /// E.164 with `+`; it never changes.
    package let phoneNumber: String
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
}

extension Contact: Resource {
    /// The contacts of a number.
    package struct ListKey: Hashable, Sendable {
        /// The number's `phone_number_id`.
        package let accountID: String

        /// All contacts of that number.
        package init(accountID: String) {
            self.accountID = accountID
        }
    }

    package var listKeys: [ListKey] { [ListKey(accountID: accountID)] }

    /// Writes the object as all contact operations and events show it.
    package func write(to writer: inout JSONWriter, on account: EmbeddedAccount) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "contact")
            writer.member("phone_number", phoneNumber)
            writer.member("name", name)
            writer.member("email", email)
            writer.member("metadata", metadata.map(JSONValue.object))
            writer.key("whatsapp_account")
            account.write(to: &writer)
            writer.member("created_at", createdAt.description)
            writer.member("updated_at", updatedAt.description)
        }
    }
}
