/// A key that deliveries are signed with; the whole text is the key, prefix included.
package struct WebhookSecret: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "sec_"

    /// The public id.
    package let id: Identifier<WebhookSecret>
    /// The secret itself, `whsec_…`, shown once.
    package let text: String
    /// When it was created.
    package let createdAt: Timestamp
    /// When it stops to sign, if ever.
    package internal(set) var expiresAt: Timestamp?

    /// Whether it signs then.
    package func isAlive(at now: Timestamp) -> Bool {
        expiresAt.map { $0 > now } ?? true
    }
}
