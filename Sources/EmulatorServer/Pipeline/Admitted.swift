import Domain
import EmulatorCore

/// Which world a request belongs to, and what time it is there.
struct Admitted: Sendable {
    let caller: Caller
    /// The moment at which all of the request happens: on the world's clock, on the wall clock without a world.
    let now: Timestamp

    /// A request that belongs to no world.
    static func nobody(at wall: Timestamp) -> Admitted {
        Admitted(caller: .nobody, now: wall)
    }

    /// A request that names a world without showing a key.
    static func guest(of sandbox: Sandbox, at wall: Timestamp) -> Admitted {
        let world = sandbox.world
        return Admitted(caller: .guest(world), now: world.now(wall: wall))
    }
}
