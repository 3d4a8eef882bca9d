/// A page of the inspector; the raw value is the start of its hash.
package enum InspectorPage: String {
    case clock, coverage, faults, holds, scenarios, snapshots, state, timeline, worlds

    /// The path of the inspector.
    package static let path = "/__admin/ui"

    /// The page that shows what a control request to that path, which got this error, is about.
    init(of code: MockError.Code, path: String) {
        switch code {
        case .sandboxRequired, .unknownSandbox, .ambiguousSandbox, .sandboxEvicted: self = .worlds
        case .invalidBody, .unauthorized, .forbiddenOrigin, .readOnlyUI, .notFound, .methodNotAllowed, .invalidState,
            .noActiveLink, .tooLarge, .unsupportedCoding, .brokenAnswer, .brokenContract, .reset:
            self = Self(noun: path.split(separator: "/").dropFirst().first ?? "")
        }
    }

    /// The page for the first segment of a path below `/__admin`.
    private init(noun: Substring) {
        switch noun {
        case "changes": self = .snapshots
        case "organization", "reset", "sandboxes": self = .worlds
        default: self = Self(rawValue: String(noun)) ?? .timeline
        }
    }

    /// The path of the page with its hash, for one sandbox or for all.
    func path(sandbox: String? = nil) -> String {
        "\(Self.path)#/\(rawValue)" + (sandbox.map { "?sandbox=\($0)" } ?? "")
    }
}
