package import Documents

/// A change of one field: leave it, or set it, where setting may mean clearing.
package enum FieldChange<Value: Hashable & Sendable>: Hashable, Sendable {
    case keep
    case set(Value)

    /// The value after the change.
    func applied(to value: Value) -> Value {
        switch self {
        case .keep: value
        case .set(let new): new
        }
    }
}

/// What createCustomer asks for, cleaned.
package struct CustomerDraft: Hashable, Sendable {
    /// As sent; it is put on one line when it is stored.
    package var name: String
    /// The address, if one was given.
    package var email: String?
    /// Free JSON, if any was given.
    package var metadata: JSONObject?

    /// A draft with those fields.
    package init(name: String, email: String? = nil, metadata: JSONObject? = nil) {
        self.name = name.normalizedLine
        self.email = email
        self.metadata = metadata
    }
}

/// What updateCustomer changes; nothing is lost that it does not name.
package struct CustomerPatch: Hashable, Sendable {
    /// The new name.
    package var name: FieldChange<String> = .keep
    /// The new address, nil clears it.
    package var email: FieldChange<String?> = .keep
    /// The new metadata as a whole, nil clears it.
    package var metadata: FieldChange<JSONObject?> = .keep
    /// The new status.
    package var status: FieldChange<CustomerStatus> = .keep

    /// A patch that changes nothing.
    package init() {}

    /// Metadata that says the same in another order of members is no change, as for any other JSON.
    func applied(to customer: Customer) -> Customer {
        var changed = customer
        changed.name = name.applied(to: customer.name)
        changed.email = email.applied(to: customer.email)
        let metadata = metadata.applied(to: customer.metadata)
        if metadata.map(JSONValue.object) != customer.metadata.map(JSONValue.object) { changed.metadata = metadata }
        changed.status = status.applied(to: customer.status)
        return changed
    }
}
