package import Domain

/// A rule that has fired for a request.
package struct FiredFault: Sendable {
    /// The rule's id.
    package let rule: String
    /// What goes wrong; nil for a delay alone.
    package let action: FaultAction?
    /// How long it takes before, in wall time.
    package let delay: TimeSpan
    /// Under what name the hit is known; nil for a delay alone.
    package internal(set) var hit: FaultHitName?

    init(rule: String, action: FaultAction?, delay: TimeSpan) {
        self.rule = rule
        self.action = action
        self.delay = delay
    }
}
