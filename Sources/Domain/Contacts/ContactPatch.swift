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

/// What updateContact changes; nothing is lost that it does not name.
package struct ContactPatch: Hashable, Sendable {
    /// The new name, nil clears it.
    package var name: FieldChange<String?> = .keep
    /// The new address, nil clears it.
    package var email: FieldChange<String?> = .keep
    /// The new metadata as a whole, nil clears it.
    package var metadata: FieldChange<JSONObject?> = .keep

    /// A patch that changes nothing.
    package init() {}

    func applied(to contact: Contact) -> Contact {
        var changed = contact
        changed.name = name.applied(to: contact.name)
        changed.email = email.applied(to: contact.email)
        changed.metadata = metadata.applied(to: contact.metadata)
        return changed
    }
}

extension Contact {
    /// The fields whose values differ, in the order in which contact.updated names them.
    ///
    /// Metadata that says the same in another order of members is no difference, as for any other JSON.
    func changes(since before: Contact) -> [Field] {
        Field.allCases.filter { field in
            switch field {
            case .name: name != before.name
            case .email: email != before.email
            case .labels: labels != before.labels
            case .metadata: metadata.map(JSONValue.object) != before.metadata.map(JSONValue.object)
            }
        }
    }
}
