package import Documents
package import Domain

/// The event or the delivery that a step expects.
package struct OccurrenceStep: Sendable {
    package enum Kind: String, Sendable {
        case event, delivery
    }

    package let kind: Kind
    /// The matcher for waitForRequests, without `within`.
    package let matcher: JSONValue
    /// The pattern of the body's member `data`; nil if it is not given.
    package let data: JSONValue?
    /// How long the step waits in wall time.
    package let within: TimeSpan
}
