/// The quotas that replace the plan's; nil keeps the plan's.
package struct OrganizationLimits: Hashable, Sendable {
    /// The maximum number of WhatsApp accounts; nil for the plan's.
    package var connectedAccounts: Int?
    /// The maximum number of messages in a month; nil for the plan's.
    package var messagesPerMonth: Int?

    /// The plan's quotas.
    package init() {}
}
