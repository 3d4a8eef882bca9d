import EmulatorCore

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
