/// An API key of an organization; it may have several, for example while keys are rotated.
package struct APIKey: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "key_"

    /// Whether a key is valid at a given time.
    package enum Status: String, CaseIterable, Sendable {
        case active, expired, revoked
    }

    /// The public id.
    package let id: Identifier<APIKey>
    /// The key as it is sent after `Bearer`.
    package let secret: String
    /// The name that the organization gave the key.
    package var label: String
    /// The status in the settings, which ignores the expiry time; see `status(at:)`.
    package var declaredStatus: Status
    /// When the key expires; nil for never.
    package var expiresAt: Timestamp?

    /// A key with those fields; active and without an expiry by default.
    package init(
        id: Identifier<APIKey>,
        secret: String,
        label: String = "Default",
        status: Status = .active,
        expiresAt: Timestamp? = nil
    ) {
        self.id = id
        self.secret = secret
        self.label = label
        declaredStatus = status
        self.expiresAt = expiresAt
    }

    /// The last four characters, the only part that the API shows.
    package var last4: String { String(secret.suffix(4)) }

    /// The status at that time, with the expiry time taken into account.
    package func status(at now: Timestamp) -> Status {
        if declaredStatus == .active, let expiresAt, expiresAt <= now { return .expired }
        return declaredStatus
    }
}
