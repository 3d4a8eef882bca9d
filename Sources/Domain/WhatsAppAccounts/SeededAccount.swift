/// A WhatsApp number as a scenario writes it.
package struct SeededAccount: Hashable, Sendable {
    /// The account itself, owner and dates left open.
    package var account: WhatsAppAccount
    /// The `ref` or the id of a seeded customer; nil for an account of the organization itself.
    package var customer: String?
    /// When it was connected; nil for now, or for never while it is not connected yet.
    package var onboardedAt: Timestamp?

    /// An account, and whose it is.
    package init(_ account: WhatsAppAccount, customer: String? = nil) {
        self.account = account
        self.customer = customer
    }
}

extension WhatsAppAccount.Status {
    /// Whether a number in that state has been connected at some time.
    fileprivate var hasBeenConnected: Bool {
        switch self {
        case .connected, .disconnected, .degraded: true
        case .onboarding, .pending: false
        }
    }
}

extension WorldState {
    /// Puts an account into the world for the customer that it names.
    mutating func seed(_ row: SeededAccount, owners: [String: Customer], at now: Timestamp) {
        var account = row.account
        account.customerID = row.customer.flatMap { owners[$0]?.id }
        account.onboardedAt = row.onboardedAt ?? (account.status.hasBeenConnected ? now : nil)
        seed(account)
    }
}
