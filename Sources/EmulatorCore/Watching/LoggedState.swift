/// A copy of the state of a world, with the log of the changes that led to it.
struct LoggedState: Sendable {
    let present: DatedState
    let changes: ChangeLog
}
