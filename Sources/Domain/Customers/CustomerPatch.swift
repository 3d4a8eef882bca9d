package import Documents

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
