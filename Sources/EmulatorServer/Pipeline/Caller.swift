import EmulatorCore

/// The identity of a request's sender: with a key, without a key in a known world, or without a world.
enum Caller: Sendable {
    /// The request has a valid key.
    case member(Member)
    /// The request belongs to a world but needs no key, as for onboarding and the dashboard.
    case guest(World)
    /// No world was found, or the operation needs none.
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
