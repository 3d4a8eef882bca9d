import Contract
import Domain
import HTTPServing
import NIOHTTP1

/// A request before its world is known.
struct Arrival: Sendable {
    let request: Request
    /// The path without the query, as sent.
    let path: String
    /// The query without the question mark, as sent.
    let query: String?
    /// The arrival on the monotonic clock, to measure the duration.
    let startedAt: ContinuousClock.Instant
    /// The arrival in wall time.
    let wall: Timestamp
    /// The result of matching method and path with the contract.
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

    /// The operation that method and path match, if any.
    var operation: Operation? {
        if case .operation(let operation, _) = match { operation } else { nil }
    }

    var bodyBytes: [UInt8] {
        if case .complete(let bytes) = request.body { bytes } else { [] }
    }

    /// Refuses a body above the size limit.
    func checkSize() throws(Refusal) {
        switch request.body {
        case .complete, .unsupportedCoding, .undecodable: return
        case .tooLarge: throw .api(APIError(.requestTooLarge))
        }
    }

    /// Returns the route; refuses unknown paths, and methods that the path does not have.
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
