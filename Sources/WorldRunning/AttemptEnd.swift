import Domain

/// An attempt that has ended, with its copies, before that is recorded.
struct AttemptEnd: Sendable {
    let ticket: AttemptTicket
    let report: AttemptReport
}
