/// A setup link and its customer, as the setup link events show them.
package struct SetupLinkOfCustomer: Hashable, Sendable, StateObject {
    /// The setup link after the change.
    package let setupLink: SetupLink
    /// Its customer.
    package let customer: Customer

    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        SetupLinkOfCustomer(
            setupLink: try coder.field("setup_link", \.setupLink),
            customer: try coder.field("customer", \.customer)
        )
    }
}
