/// The plan of an organization, with its quotas and rate limits (section "Plans" of Fidelity.md).
package enum Plan: String, CaseIterable, Sendable {
    case starter, pro, business, enterprise
}

extension Plan {
    /// The number that stands for "unlimited" in integer fields.
    package static let unlimited = 1_000_000

    /// Whether the plan includes the operations with that entitlement.
    package func includes(_ entitlement: Entitlement) -> Bool {
        switch (self, entitlement) {
        case (.starter, .customers), (.pro, .customers): false
        case (.business, .customers), (.enterprise, .customers): true
        }
    }

    /// The requests per minute with POST, PUT, PATCH and DELETE.
    package var writesPerMinute: Int {
        switch self {
        case .starter: 60
        case .pro, .business: 600
        case .enterprise: Plan.unlimited
        }
    }

    /// The requests per minute with GET and HEAD.
    package var readsPerMinute: Int {
        switch self {
        case .starter: 600
        case .pro, .business: 6000
        case .enterprise: Plan.unlimited
        }
    }

    /// The maximum number of WhatsApp accounts; nil for no limit.
    package var connectedAccounts: Int? {
        switch self {
        case .starter: 1
        case .pro: 3
        case .business: 10
        case .enterprise: nil
        }
    }

    /// The maximum number of messages in a calendar month; nil for no limit.
    package var messagesPerMonth: Int? {
        switch self {
        case .starter, .pro, .enterprise: nil
        case .business: 1_000_000
        }
    }
}
