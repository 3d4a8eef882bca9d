package import Domain

/// The result of a change to a world, with the events and the deliveries that it caused.
package struct Changed<Result: Sendable>: Sendable {
    /// What the change returns.
    package let result: Result
    /// The ids of the events that the change caused, oldest first.
    package let events: [Identifier<DomainEvent>]
    /// The ids of the deliveries that the change caused, oldest first.
    package let deliveries: [Identifier<WebhookDelivery>]
}
