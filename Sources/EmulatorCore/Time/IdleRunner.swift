/// A runner that runs no timers and sends nothing, for worlds of which only the state matters.
package final class IdleRunner: WorldRunner {
    /// A runner that does nothing.
    package init() {}

    /// Does nothing.
    package func wake(_ world: World) {}

    /// Refuses every advance with `worldEnded`.
    package func advance(
        _ world: World,
        _ step: ClockStep,
        completion: @escaping @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    ) {
        completion(.failure(.worldEnded))
    }

    /// Calls `whenSilent` at once, as nothing is ever sent.
    package func stop(whenSilent: @escaping @Sendable () -> Void) { whenSilent() }
}
