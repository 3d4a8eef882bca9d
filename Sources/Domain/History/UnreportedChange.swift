/// A change of a customer's accounts or setup links that no event reports.
package struct UnreportedChange: Hashable, Sendable {
    /// What was done; an account is named by its `phone_number_id`.
    package enum Kind: Hashable, Sendable {
        case accountAssigned(String)
        case accountUnassigned(String)
        case setupLinkRevoked(Identifier<SetupLink>)
    }

    /// The customer whose account or setup link it is.
    package let customer: Identifier<Customer>
    /// When it was done.
    package let at: Timestamp
    /// What was done.
    package let kind: Kind
    /// How many events the world had before it, which gives its place among them.
    package let eventsBefore: Int
}
