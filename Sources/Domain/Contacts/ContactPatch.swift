package import Documents

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
