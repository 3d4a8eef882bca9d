package import Documents

/// The changes that updateCustomer makes; a field that it does not set keeps its value.
package struct CustomerPatch: Hashable, Sendable {
    /// The new name.
    package var name: FieldChange<String> = .keep
    /// The new email address; nil removes it.
    package var email: FieldChange<String?> = .keep
    /// The new metadata as a whole; nil removes it.
    package var metadata: FieldChange<JSONObject?> = .keep
    /// The new status.
    package var status: FieldChange<CustomerStatus> = .keep

    /// A patch that changes nothing.
    package init() {}

    /// The customer with the changes; metadata with the same members in another order is no change.
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
