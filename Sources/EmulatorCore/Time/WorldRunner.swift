/// Runs the timers of one world when they are due, and sends its deliveries.
///
/// A world never calls it while it holds its lock.
package protocol WorldRunner: AnyObject, Sendable {
    /// Tells the runner that the world has new work (`PendingWork`).
    ///
    /// An attempt may start, another timer is the next one, the clock has changed, or deliveries are held.
    func wake(_ world: World)

    /// Advances the world's clock, and runs the timers and attempts that are due on the way, each at its own time.
    ///
    /// Advances run one at a time: a second call waits until the first has ended. `completion` runs on any thread.
    func advance(
        _ world: World,
        _ step: ClockStep,
        completion: @escaping @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    )

    /// Cancels attempts and advances; `whenSilent` runs once nothing can be sent any more.
    func stop(whenSilent: @escaping @Sendable () -> Void)
}
