package import Documents

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
