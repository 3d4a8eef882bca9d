package import Documents

/// The changes that updateContact makes; a field that it does not set keeps its value.
package struct ContactPatch: Hashable, Sendable {
    /// The new name; nil removes it.
    package var name: FieldChange<String?> = .keep
    /// The new email address; nil removes it.
    package var email: FieldChange<String?> = .keep
    /// The new metadata as a whole; nil removes it.
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
    /// The fields whose values differ, in the order in which contact.updated lists them.
    ///
    /// Metadata with the same members in another order is equal.
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
