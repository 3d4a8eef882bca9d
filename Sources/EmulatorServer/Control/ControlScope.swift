import EmulatorCore

/// Whom a control call speaks of.
enum ControlScope: Sendable {
    /// Every sandbox, and the settings that new ones start with.
    case all
    case sandbox(Sandbox)
}
