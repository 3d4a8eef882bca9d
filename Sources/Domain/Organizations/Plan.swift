/// What an organization has subscribed to (section "Plans" of Fidelity.md).
package enum Plan: String, CaseIterable, Sendable {
    case starter, pro, business, enterprise
}

extension Plan {
    /// What stands for "unlimited", as the fields that show it are integers.
    package static let unlimited = 1_000_000

    /// Whether operations behind that entitlement may be used.
    package func includes(_ entitlement: Entitlement) -> Bool {
        switch (self, entitlement) {
        case (.starter, .customers), (.pro, .customers): false
        case (.business, .customers), (.enterprise, .customers): true
        }
    }

    /// Requests per minute for POST, PUT, PATCH and DELETE.
    package var writesPerMinute: Int {
        switch self {
        case .starter: 60
        case .pro, .business: 600
        case .enterprise: Plan.unlimited
        }
    }

    /// Requests per minute for GET and HEAD.
    package var readsPerMinute: Int {
        switch self {
        case .starter: 600
        case .pro, .business: 6000
        case .enterprise: Plan.unlimited
        }
    }

    /// How many WhatsApp accounts may be connected; nil for any number.
    package var connectedAccounts: Int? {
        switch self {
        case .starter: 1
        case .pro: 3
        case .business: 10
        case .enterprise: nil
        }
    }

    /// How many messages may be sent in a calendar month; nil for any number.
    package var messagesPerMonth: Int? {
        switch self {
        case .starter, .pro, .enterprise: nil
        case .business: 1_000_000
        }
    }
}
