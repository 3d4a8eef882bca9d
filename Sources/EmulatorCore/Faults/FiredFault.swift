package import Domain

/// The fault of a rule that has fired for a request.
package struct FiredFault: Sendable {
    /// The rule's id.
    package let rule: String
    /// The fault to inject; nil for a delay alone.
    package let action: FaultAction?
    /// How long the response is delayed, in wall time.
    package let delay: TimeSpan
    /// Identifies the hit; nil if none was recorded, as for a delay alone.
    package internal(set) var hit: FaultHitName?

    init(rule: String, action: FaultAction?, delay: TimeSpan) {
        self.rule = rule
        self.action = action
        self.delay = delay
    }
}
