/// An attempt that is under way.
package protocol WebhookSending: Sendable {
    /// Gives it up; it is reported at once as a broken connection, unless it has been reported before.
    func cancel()
}
