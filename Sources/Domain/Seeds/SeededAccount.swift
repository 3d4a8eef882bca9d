/// A WhatsApp account as a scenario writes it.
package struct SeededAccount: Hashable, Sendable {
    /// The account; its owner and its date are in the fields below.
    package var account: WhatsAppAccount
    /// The `ref` or the id of the seeded customer that owns it; nil if the organization itself does.
    package var customer: String?
    /// When it was connected; nil for now, or for never if its status is `onboarding` or `pending`.
    package var onboardedAt: Timestamp?

    /// An account owned by the customer with that `ref` or id.
    package init(_ account: WhatsAppAccount, customer: String? = nil) {
        self.account = account
        self.customer = customer
    }
}

extension WhatsAppAccount.Status {
    /// Whether an account in that status has been connected before.
    fileprivate var hasBeenConnected: Bool {
        switch self {
        case .connected, .disconnected, .degraded: true
        case .onboarding, .pending: false
        }
    }
}

extension WorldState {
    /// Adds an account to the world, owned by the customer that the row names.
    mutating func seed(_ row: SeededAccount, owners: [String: Customer], at now: Timestamp) {
        var account = row.account
        account.customerID = row.customer.flatMap { owners[$0]?.id }
        account.onboardedAt = row.onboardedAt ?? (account.status.hasBeenConnected ? now : nil)
        seed(account)
    }
}
