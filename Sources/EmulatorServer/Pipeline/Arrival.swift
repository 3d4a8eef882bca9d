import Contract
import Domain
import HTTPServing
import NIOHTTP1

/// A request as it came, before it is known which world it belongs to.
struct Arrival: Sendable {
    let request: Request
    /// The path without the query, as sent.
    let path: String
    /// The query without the question mark, as sent.
    let query: String?
    /// When it came, on a clock that nobody sets.
    let startedAt: ContinuousClock.Instant
    /// When it came, on the wall clock.
    let wall: Timestamp
    /// What the contract has for its method and path.
    let match: RouteMatch

    init(_ request: Request, routes: RouteTable, wall: Timestamp) {
        let target = RequestTarget(request.head.uri)
        self.request = request
        self.wall = wall
        path = target.path
        query = target.query
        startedAt = .now
        match = routes.match(method: request.head.method.rawValue, path: target.path)
    }

    var method: String { request.head.method.rawValue }

    var headers: HTTPHeaders { request.head.headers }

    /// The operation, if method and path name one.
    var operation: Operation? {
        if case .operation(let operation, _) = match { operation } else { nil }
    }

    var bodyBytes: [UInt8] {
        if case .complete(let bytes) = request.body { bytes } else { [] }
    }

    /// Refuses a body that was too large to be read.
    func checkSize() throws(Refusal) {
        switch request.body {
        case .complete, .unsupportedCoding, .undecodable: return
        case .tooLarge: throw .api(APIError(.requestTooLarge))
        }
    }

    /// Refuses paths that the contract does not have, and methods that a path does not have.
    func route() throws(Refusal) -> Route {
        switch match {
        case .operation(let operation, let path):
            return Route(operation: operation, path: path)
        case .methodNotAllowed(let allow):
            let refusal = APIError(.methodNotAllowed, values: ["method": method])
            throw .api(refusal.with(header: "Allow", allow.joined(separator: ", ")))
        case .notFound:
            throw .api(.stating(.resourceNotFound, "Unknown route: \(method) \(path)."))
        }
    }
}
