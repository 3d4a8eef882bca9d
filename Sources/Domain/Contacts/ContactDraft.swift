package import Documents

/// What createContact asks for, and what a scenario may say beside it.
package struct ContactDraft: Hashable, Sendable {
    /// E.164 with `+`; a scenario may leave it out.
    package var phoneNumber: String?
    /// The business-scoped user id, if it is not to follow from the number.
    package var userID: String?
    /// The public name on WhatsApp.
    package var username: String?
    /// What people call the contact.
    package var name: String?
    /// The address, if one was given.
    package var email: String?
    /// Free JSON, if any was given.
    package var metadata: JSONObject?

    /// A contact with those fields.
    package init(phoneNumber: String?, name: String? = nil, email: String? = nil, metadata: JSONObject? = nil) {
        self.phoneNumber = phoneNumber
        self.name = name
        self.email = email
        self.metadata = metadata
    }
}
