/// What replaces a plan's quotas, nil for the plan's own figure.
package struct OrganizationLimits: Hashable, Sendable {
    /// How many WhatsApp accounts may be connected.
    package var connectedAccounts: Int?
    /// How many messages may be sent in a month.
    package var messagesPerMonth: Int?

    /// The plan's own figures.
    package init() {}
}
