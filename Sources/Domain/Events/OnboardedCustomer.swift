/// A customer and the account that it connected, as customer.onboarded shows them.
package struct OnboardedCustomer: Hashable, Sendable, StateObject {
    /// The customer after the onboarding.
    package let customer: Customer
    /// The account that it connected.
    package let account: WhatsAppAccount

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        OnboardedCustomer(
            customer: try coder.field("customer", \.customer),
            account: try coder.field("account", \.account)
        )
    }
}
