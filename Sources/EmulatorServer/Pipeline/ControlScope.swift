import EmulatorCore

/// The target of a control request.
enum ControlScope: Sendable {
    /// All sandboxes, and the settings of sandboxes that are created later.
    case all
    case sandbox(Sandbox)

    /// The value of `?sandbox=` for what belongs to no sandbox.
    static let noSandbox = "none"

    /// The sandbox that a request acts on; nil if it acts on all.
    var sandbox: Sandbox? {
        switch self {
        case .all: nil
        case .sandbox(let sandbox): sandbox
        }
    }

    /// Whether a request acts on all sandboxes, so that its answer names the sandbox of each row.
    var isOfAll: Bool { sandbox == nil }
}
