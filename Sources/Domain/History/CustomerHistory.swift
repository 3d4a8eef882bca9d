package import Documents

/// What happened to a customer, its accounts and its setup links, newest first.
package struct CustomerHistory: Sendable {
    /// How many entries a history has at most, the newest.
    package static let limit = 200

    /// The kind of an entry, with the name that the dashboard gives it.
    package enum Kind: String, CaseIterable, Sendable {
        case created, updated, archived, restored
        case accountConnected = "account_connected"
        case accountAssigned = "account_assigned"
        case accountUnassigned = "account_unassigned"
        case setupLinkCreated = "setup_link_created"
        case setupLinkConsumed = "setup_link_consumed"
        case setupLinkRevoked = "setup_link_revoked"
        case setupLinkExpired = "setup_link_expired"
    }

    /// One thing that happened.
    package struct Entry: Hashable, Sendable {
        /// When it happened.
        package let at: Timestamp
        /// What happened.
        package internal(set) var kind: Kind
        /// The fields of the customer that changed; empty if none did, or if the values before are not known.
        package internal(set) var fields: [JSONDifference] = []
        /// The setup link that it is about.
        package internal(set) var setupLink: Identifier<SetupLink>?
        /// The `phone_number_id` of the account that it is about.
        package internal(set) var account: String?
        /// The event that reported it; nil if none did, or if that event is no longer kept.
        package internal(set) var event: Identifier<DomainEvent>?
    }

    /// The entries, newest first.
    package let entries: [Entry]
    /// Whether older entries are missing, because they are no longer kept or because there are too many.
    package let isShortened: Bool
}
