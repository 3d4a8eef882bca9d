import Documents
import Domain

/// An event from the outbox, whose body is written only if a matcher asks for it.
struct RecordedEvent: Sendable {
    let event: DomainEvent
    let switches: Switches

    var type: String { event.type }

    /// The facts about the event as receivers get it.
    var facts: DeliveryFacts { DeliveryFacts(WebhookEvent(event, switches: switches)) }
}
