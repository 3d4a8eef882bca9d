package import Domain

/// Something that happened in a world or to it.
package enum Occurrence: Sendable {
    /// A request has been handled.
    case request(JournalEntry)
    /// An event happened; its body is written with the switches that the organization had then.
    ///
    /// `number` is its number in the order of all occurrences.
    case event(DomainEvent, Switches, number: Int)
    /// A delivery was added, or an attempt of it has ended.
    ///
    /// `number` is the number of its addition in the order of all occurrences. `hold` is the hold that stops it.
    case delivery(WebhookDelivery, number: Int, hold: String?)
    /// An object was added, changed or removed.
    case object(ObjectName)
    /// The clock was set or advanced.
    case clock(WorldClock)
    /// A fault rule with that id was added, changed or removed.
    case faultRule(String)
    /// A hold with that id was created or has ended, or what it holds has changed.
    case hold(String)
    /// The world has ended, by a reset, an import, a restore or the end of its sandbox.
    case reset
}
