import Domain
import EmulatorCore

/// The caller of a request, and the time in the caller's world.
struct Admitted: Sendable {
    let caller: Caller
    /// The time for everything that the request does: the world's clock, or wall time without a world.
    let now: Timestamp

    /// A request that belongs to no world.
    static func nobody(at wall: Timestamp) -> Admitted {
        Admitted(caller: .nobody, now: wall)
    }

    /// A request that belongs to a world but needs no key.
    static func guest(of sandbox: Sandbox, at wall: Timestamp) -> Admitted {
        let world = sandbox.world
        return Admitted(caller: .guest(world), now: world.now(wall: wall))
    }
}
