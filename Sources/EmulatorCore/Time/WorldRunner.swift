/// What makes time pass in one world: runs what falls due, and sends what is owed.
///
/// A world never calls it while it holds its lock.
package protocol WorldRunner: AnyObject, Sendable {
    /// Something has come up in the world: a timer was set, or a delivery may start.
    func wake(_ world: World)

    /// Moves the world's clock on, and runs everything that falls due on the way, each thing at its own instant.
    ///
    /// One at a time: a second call waits for the first. `completion` runs on any thread.
    func advance(
        _ world: World,
        _ step: ClockStep,
        completion: @escaping @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    )

    /// Ends everything that is under way; `whenSilent` runs once nothing can be sent any more, at once if nothing was.
    func stop(whenSilent: @escaping @Sendable () -> Void)
}
