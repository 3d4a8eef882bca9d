package import Documents

/// The input of createContact, with two fields that only a scenario sets.
package struct ContactDraft: Hashable, Sendable {
    /// E.164 with `+`; a scenario may omit it.
    package var phoneNumber: String?
    /// The business-scoped user id, set only by a scenario; nil derives it from the number.
    package var userID: String?
    /// The username on WhatsApp, set only by a scenario.
    package var username: String?
    /// The name that the platform gives the contact.
    package var name: String?
    /// The email address.
    package var email: String?
    /// Free JSON that the platform stores.
    package var metadata: JSONObject?

    /// A contact with those fields.
    package init(phoneNumber: String?, name: String? = nil, email: String? = nil, metadata: JSONObject? = nil) {
        self.phoneNumber = phoneNumber
        self.name = name
        self.email = email
        self.metadata = metadata
    }
}
