/// The thread on which a transport reports the outcomes of attempts.
enum ReportThread: CaseIterable, Sendable {
    /// That of the transport's event loop, which is also that of the runner.
    case eventLoop
    case another
}
