package import Documents

/// A link that invites a customer to connect a WhatsApp number; it works once and only until it expires.
package struct SetupLink: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "csl_"

    /// The status that the API shows; `expired` is computed from the time and never stored.
    package enum Status: String, CaseIterable, Sendable {
        case active, consumed, expired, revoked
    }

    /// The public id, which is not the token.
    package let id: Identifier<SetupLink>
    /// The customer that the link is for.
    package let customer: Identifier<Customer>
    /// The internal id that the API shows as `customer_id`.
    package let customerInternalID: String
    /// The secret in `setup_url`, which only createSetupLink shows.
    package let token: String
    /// When the link expires; from then on it cannot be used.
    package let expiresAt: Timestamp
    /// When it was created.
    package let createdAt: Timestamp
    /// When a signup used the link; nil if none has.
    package internal(set) var consumedAt: Timestamp?
    /// Whether revokeSetupLink revoked the link.
    package internal(set) var isRevoked = false
    /// How often the customer was read while the link was active; counted only in onboarding mode `polls`.
    var polls = 0
    /// The platform's pages that the browser is sent to after success and after failure.
    package internal(set) var redirects: SetupLinkRedirects

    /// The last four characters of the token, which show which link it is.
    package var tokenEnding: String { String(token.suffix(4)) }

    /// The status at that time; every status except `active` is final.
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

    /// Writes the link as listSetupLinks shows it at `now`; `addition` writes members of createSetupLink alone.
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
            writer.member("token_last4", tokenEnding)
            writer.member("expires_at", expiresAt.description)
            writer.member("consumed_at", consumedAt?.description)
            writer.member("success_redirect_url", redirects.success)
            writer.member("failure_redirect_url", redirects.failure)
            writer.member("created_at", createdAt.description)
            addition(&writer)
        }
    }
}
