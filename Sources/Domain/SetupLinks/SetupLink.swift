package import Documents

/// An invitation for a customer to connect a WhatsApp number, good once and for a while.
package struct SetupLink: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "csl_"

    /// What has been stored of its life; that it has expired is computed, never stored.
    package enum Status: String, CaseIterable, Sendable {
        case active, consumed, expired, revoked
    }

    /// The public id, which is not the token.
    package let id: Identifier<SetupLink>
    /// The customer whom it invites.
    package let customer: Identifier<Customer>
    /// The internal id that the API shows as `customer_id`.
    package let customerInternalID: String
    /// The secret in `setup_url`, shown once.
    package let token: String
    /// When it stops to work.
    package let expiresAt: Timestamp
    /// When it was created.
    package let createdAt: Timestamp
    /// Set once it has been used.
    package internal(set) var consumedAt: Timestamp?
    /// Whether it was taken back.
    package internal(set) var isRevoked = false
    /// How often its customer was read while it could be used, where such reads count.
    var polls = 0
    /// Where the browser goes after success and after failure.
    package internal(set) var redirects: SetupLinkRedirects

    /// Where the link stands then; all but active are final.
    package func status(at now: Timestamp) -> Status {
        if consumedAt != nil { return .consumed }
        if isRevoked { return .revoked }
        return expiresAt <= now ? .expired : .active
    }
}

extension SetupLink: Resource {
    /// The list of one customer's links.
    package typealias ListKey = Identifier<Customer>

    package var listKeys: [Identifier<Customer>] { [customer] }

    /// Writes the link as listSetupLinks shows it at that moment; `addition` adds what only the create answer has.
    package func write(
        to writer: inout JSONWriter,
        at now: Timestamp,
        adding addition: (inout JSONWriter) -> Void = { _ in }
    ) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "customer_setup_link")
            writer.member("customer_id", customerInternalID)
            writer.member("status", status(at: now).rawValue)
            writer.member("token_last4", String(token.suffix(4)))
            writer.member("expires_at", expiresAt.description)
            writer.member("consumed_at", consumedAt?.description)
            writer.member("success_redirect_url", redirects.success)
            writer.member("failure_redirect_url", redirects.failure)
            writer.member("created_at", createdAt.description)
            addition(&writer)
        }
    }
}
