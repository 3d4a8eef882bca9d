import NIOCore
import Scenarios

/// What came in response to a request.
enum ReplayAnswer: Sendable {
    /// A complete response.
    case complete(status: Int, body: [UInt8])
    /// No response, or only a part of one, before the connection ended.
    case cut
}

extension RequestedServer {
    /// Sends a request; the future does not fail.
    func answer(to request: DriverRequest) -> EventLoopFuture<ReplayAnswer> {
        send(request).map { .complete(status: $0.status, body: $0.body) }.recover { _ in .cut }
    }
}
