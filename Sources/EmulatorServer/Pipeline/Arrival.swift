import Contract
import Domain
import EmulatorCore
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
    private(set) var match: RouteMatch
    /// The message, if the request goes to the MCP endpoint.
    private(set) var mcp: MCPMessage?

    init(_ request: Request, routes: RouteTable, wall: Timestamp) {
        let target = RequestTarget(request.head.uri)
        self.request = request
        self.wall = wall
        path = target.path
        query = target.query
        startedAt = .now
        match = routes.match(method: request.head.method.rawValue, path: target.path)
    }

    /// Takes the message of a request to the MCP endpoint; a call of a tool matches the operation of the tool.
    mutating func carry(_ message: MCPMessage) {
        mcp = message
        if let call = message.call { match = .operation(call.operation, call.path) }
    }

    var method: String { request.head.method.rawValue }

    /// The class whose rate limit the request uses; a call of a tool has that of the tool's operation.
    var rateLimitClass: RateLimitClass {
        guard let mcp else { return RateLimitClass(method: method) }
        return mcp.call.map { RateLimitClass(method: $0.operation.method) } ?? .read
    }

    /// The query of the operation.
    var operationQuery: [QueryItem] { mcp?.call?.query ?? QueryItem.items(query) }

    /// The header of that name for the operation; nil if a tool is called, because its headers are not the operation's.
    func operationHeader(_ name: String) -> String? {
        mcp == nil ? headers.combined(name) : nil
    }

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
