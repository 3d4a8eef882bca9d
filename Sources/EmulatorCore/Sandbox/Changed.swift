package import Domain

/// What a change of a world has come to.
package struct Changed<Result: Sendable>: Sendable {
    /// What the change returns.
    package let result: Result
    /// The events that it has caused, the oldest first.
    package let events: [Identifier<DomainEvent>]
}
