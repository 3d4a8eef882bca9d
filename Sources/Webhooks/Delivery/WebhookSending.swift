/// An attempt that is under way.
package protocol WebhookSending: Sendable {
    /// Cancels the attempt; it is reported as a reset connection, unless its outcome has been reported before.
    func cancel()
}
