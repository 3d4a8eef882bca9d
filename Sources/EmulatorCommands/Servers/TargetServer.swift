import Domain
import NIOCore
import Scenarios
import Webhooks

/// A server that is reached over HTTP.
struct TargetServer: RequestedServer {
    /// The headers of steps that are not sent, because they depend on the body.
    private static let framing: Set = ["content-length", "transfer-encoding"]

    private let origin: String
    private let requester: HTTPRequester

    let sendsWebhooks = true

    /// The server at an origin, such as `http://localhost:8080`.
    init(at origin: String, requester: HTTPRequester) {
        self.origin = origin
        self.requester = requester
    }

    func send(_ request: DriverRequest) -> EventLoopFuture<StepExchange.Response> {
        // After the origin, a path such as `@other.example/` would name another server.
        guard request.target.hasPrefix("/") else {
            let error = DriverError.unreachable("the path must start with a slash")
            return requester.eventLoop.makeFailedFuture(error)
        }
        let message = OutgoingRequest(
            method: request.method,
            url: origin + request.target,
            headers: request.headers.filter { !Self.framing.contains($0.name.lowercased()) },
            body: request.body,
            timeout: request.timeout
        )
        return requester.response(to: message)
            .map { StepExchange.Response(status: $0.status, headers: $0.headers, body: $0.body) }
            .flatMapErrorThrowing { throw DriverError($0) }
    }
}
