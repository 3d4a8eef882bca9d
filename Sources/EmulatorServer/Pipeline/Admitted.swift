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
        return Admitted(caller: .guest(world), now: world.transaction { $0.now(wall: wall) })
    }
}

/// Who sends a request, as far as that decides what it may do.
enum Caller: Sendable {
    /// A key has opened the world.
    case member(Member)
    /// A setup link, or a call of the dashboard, names the world; no key was shown.
    case guest(World)
    /// The request belongs to no world.
    case nobody

    var world: World? {
        switch self {
        case .member(let member): member.world
        case .guest(let world): world
        case .nobody: nil
        }
    }

    var member: Member? {
        if case .member(let member) = self { member } else { nil }
    }
}

/// A caller with a key.
struct Member: Sendable {
    let world: World
    /// The organization as it was when the request came.
    let organization: Organization
    let key: APIKey
}

/// Finds the world of a request; the API and the dashboard differ in nothing else.
protocol Admission: Sendable {
    /// Refuses a request that shows no key where one is needed, or a wrong one.
    func admit(_ arrival: Arrival) throws(Refusal) -> Admitted
}
