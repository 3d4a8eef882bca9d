/// Lets no time pass and sends nothing: for worlds of which only the state matters.
package final class IdleRunner: WorldRunner {
    /// A runner that does nothing.
    package init() {}

    /// Does nothing.
    package func wake(_ world: World) {}

    /// Refuses at once.
    package func advance(
        _ world: World,
        _ step: ClockStep,
        completion: @escaping @Sendable (Result<AdvanceReport, AdvanceRefusal>) -> Void
    ) {
        completion(.failure(.worldEnded))
    }

    /// Is silent already.
    package func stop(whenSilent: @escaping @Sendable () -> Void) { whenSilent() }
}
