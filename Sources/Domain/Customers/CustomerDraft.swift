package import Documents

/// The input of createCustomer.
package struct CustomerDraft: Hashable, Sendable {
    /// The name; `init` puts it on one line and removes control characters.
    package var name: String
    /// The email address; nil for none.
    package var email: String?
    /// Free JSON that the platform stores; nil for none.
    package var metadata: JSONObject?

    /// A draft with those fields.
    package init(name: String, email: String? = nil, metadata: JSONObject? = nil) {
        self.name = name.normalizedLine
        self.email = email
        self.metadata = metadata
    }
}
