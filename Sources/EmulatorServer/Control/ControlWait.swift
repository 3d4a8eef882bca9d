/// An answer that comes when something happens, or after a time in wall time.
struct ControlWait: Sendable {
    let timeout: Duration
    /// Starts to wait; it passes the answer to the completion, now or later.
    let begin: @Sendable (@escaping ControlCompletion) -> Void
    /// Ends the wait when the time is over, and returns the answer for that.
    let expire: @Sendable () -> Answer
    /// Ends the wait when the server stops, and returns the answer for that.
    let stop: @Sendable () -> Answer
    /// Ends the wait because its client has disconnected.
    let cancel: @Sendable () -> Void
}
