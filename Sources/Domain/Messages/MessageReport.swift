/// A status as Meta reports it, which the message may have left behind.
package struct MessageReport: Hashable, Sendable {
    /// What is reported.
    let status: MessageStatus
    /// Why, for `failed`.
    let failure: MessageFailure?
}
