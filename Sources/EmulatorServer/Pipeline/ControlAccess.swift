import Contract
import Documents
import OrderedCollections

/// Which web pages may send a request that control.yaml describes: the value of `x-access` of its operation.
enum ControlAccess: String {
    /// Only the emulator's own pages.
    case guarded
    /// Only the emulator's own pages; but a link on any other page may open it.
    case page
    /// As `page`, and without the admin token.
    case entry
    /// Every page, and under every host name.
    case open

    /// Whether a request needs the admin token, if the server has one.
    var needsToken: Bool {
        switch self {
        case .guarded, .page: true
        case .entry, .open: false
        }
    }

    /// The access to an operation.
    init(of operation: Operation) {
        self = operation.extensions["x-access"]?.string.flatMap(Self.init(rawValue:)) ?? .guarded
    }

    /// The access to what method and path match; an unknown path or method is guarded.
    init(of match: RouteMatch) {
        switch match {
        case .operation(let operation, _):
            self.init(of: operation)
        case .methodNotAllowed, .notFound:
            self = .guarded
        }
    }
}
