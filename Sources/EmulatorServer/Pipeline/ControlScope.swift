import EmulatorCore

/// The target of a control request.
enum ControlScope: Sendable {
    /// All sandboxes, and the settings of sandboxes that are created later.
    case all
    case sandbox(Sandbox)
}
