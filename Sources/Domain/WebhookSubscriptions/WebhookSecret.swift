/// A secret that deliveries are signed with; its whole text is the key, including the prefix.
package struct WebhookSecret: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "sec_"

    /// The public id.
    package let id: Identifier<WebhookSecret>
    /// The text of the secret, `whsec_…`, which the API shows only when it is created.
    package let text: String
    /// When it was created.
    package let createdAt: Timestamp
    /// When it expires and no longer signs; nil for never.
    package internal(set) var expiresAt: Timestamp?

    /// Whether deliveries are signed with the secret at that time.
    package func isValid(at now: Timestamp) -> Bool {
        expiresAt.map { $0 > now } ?? true
    }
}
