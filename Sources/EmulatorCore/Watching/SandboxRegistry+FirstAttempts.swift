import Domain

extension SandboxRegistry {
    /// Waits until the first attempts of all deliveries that are pending now have ended; cancelling ends the waits.
    ///
    /// `whenEnded` is called once, on any thread, unless a wait is cancelled before.
    package func awaitFirstAttempts(whenEnded: @escaping @Sendable () -> Void) -> [FirstAttempts] {
        let wall = now
        let pending = sandboxes.map(\.world).map { world in
            (world, world.read(at: wall) { $0.deliveries.newestFirst(in: .init(status: .pending)).map(\.id) })
        }
        let busy = pending.filter { _, deliveries in !deliveries.isEmpty }
        let waits = Gathering(parts: busy.count + 1, startingWith: ()) { whenEnded() }
        defer { waits.done() }
        return busy.map { world, deliveries in FirstAttempts(of: deliveries, in: world) { waits.done() } }
    }
}
