/// A published revision of the Model Context Protocol; the newest is first.
package enum MCPRevision: String, CaseIterable, Sendable {
    case july2026 = "2026-07-28"
    case november2025 = "2025-11-25"
    case june2025 = "2025-06-18"
    case march2025 = "2025-03-26"

    /// How a revision opens a connection and names its version.
    package enum Era: Sendable {
        /// The connection begins with `initialize`; later requests name the version in a header, or not at all.
        case handshake
        /// Every request stands alone and names the version in a header and in `params._meta`.
        case modern
    }

    /// The era of the revision.
    package var era: Era {
        switch self {
        case .july2026: .modern
        case .november2025, .june2025, .march2025: .handshake
        }
    }

    /// Whether tools have a title and results have `structuredContent`.
    package var hasStructuredContent: Bool {
        switch self {
        case .july2026, .november2025, .june2025: true
        case .march2025: false
        }
    }
}
