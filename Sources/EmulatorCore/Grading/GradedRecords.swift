package import Domain

/// What one world has recorded, as far as it can be graded.
package struct GradedRecords: Sendable {
    /// The sandbox, if the grades are about several; nil otherwise.
    let sandbox: Identifier<Sandbox>?
    /// The requests in the journal, oldest first.
    let requests: [GradedRequest]
    /// Whether the journal still has all requests.
    let hasAllRequests: Bool
    /// The deliveries, oldest first.
    let deliveries: [WebhookDelivery]

    /// The records of a world: its journal and its deliveries, oldest first.
    package init(
        sandbox: Identifier<Sandbox>? = nil,
        entries: [JournalEntry],
        hasAllRequests: Bool = true,
        deliveries: [WebhookDelivery]
    ) {
        self.sandbox = sandbox
        requests = GradedRequest.all(entries)
        self.hasAllRequests = hasAllRequests
        self.deliveries = deliveries
    }
}
