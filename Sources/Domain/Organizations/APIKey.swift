/// A credential of an organization; several may open the same one while a team rotates them.
package struct APIKey: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "key_"

    /// What a key is good for at a moment.
    package enum Status: String, CaseIterable, Sendable {
        case active, expired, revoked
    }

    /// The public id.
    package let id: Identifier<APIKey>
    /// The secret itself, as it stands behind `Bearer`.
    package let secret: String
    /// What people call it.
    package var label: String
    /// As declared; expiry by date is not in it, see `status(at:)`.
    package var declaredStatus: Status
    /// When it stops to work, if ever.
    package var expiresAt: Timestamp?

    /// A key that works until it is told otherwise.
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

    /// The last four characters, the only part that is ever shown.
    package var last4: String { String(secret.suffix(4)) }

    /// What the key is good for then.
    package func status(at now: Timestamp) -> Status {
        if declaredStatus == .active, let expiresAt, expiresAt <= now { return .expired }
        return declaredStatus
    }
}
