/// A status that Meta reports for a message; the message may have a later status already.
package struct MessageReport: Hashable, Sendable {
    /// The reported status.
    let status: MessageStatus
    /// The reason, if the status is `failed`.
    let failure: MessageFailure?
}
