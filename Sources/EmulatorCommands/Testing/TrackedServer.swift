import Domain
import NIOCore
import Scenarios

/// A target whose requests are tracked, because a request with a new API key creates a sandbox.
struct TrackedServer: RequestedServer {
    let server: any RequestedServer
    let sandboxes: TargetSandboxes

    var sendsWebhooks: Bool { server.sendsWebhooks }

    func send(_ request: DriverRequest) -> EventLoopFuture<StepExchange.Response> {
        let response = server.send(request)
        if let key = request.bearerKey { sandboxes.track(response, key: key) }
        return response
    }
}

extension DriverRequest {
    /// The API key in the header `Authorization`; nil without one.
    fileprivate var bearerKey: String? {
        let scheme = "bearer "
        let value = headers.first { $0.name.lowercased() == "authorization" }?.value
        guard let value, value.lowercased().hasPrefix(scheme) else { return nil }
        return String(value.dropFirst(scheme.count))
    }
}
