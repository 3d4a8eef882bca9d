import AsyncHTTPClient
import Domain
import NIOCore
import NIOHTTP1
import Scenarios

/// A server that is reached over HTTP.
struct TargetServer: RequestedServer {
    private let origin: String
    private let client: HTTPClient

    let sendsWebhooks = true

    /// The server at an address, of which the path is not used.
    init(at address: TargetAddress, client: HTTPClient) {
        origin = address.origin
        self.client = client
    }

    func send(_ request: DriverRequest) -> EventLoopFuture<StepExchange.Response> {
        // After the origin, a path such as `@other.example/` would name another server.
        guard request.target.hasPrefix("/") else { return failure(.unreachable("the path must start with a slash")) }
        let message: HTTPClient.Request
        do {
            message = try HTTPClient.Request(
                url: origin + request.target,
                method: HTTPMethod(rawValue: request.method),
                headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }),
                body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body))
            )
        } catch {
            return failure(.unreachable("\(error)"))
        }
        let limit = TimeAmount.milliseconds(request.timeout.milliseconds)
        return client.execute(request: message, deadline: .now() + limit)
            .map { StepExchange.Response($0) }
            .flatMapErrorThrowing { throw DriverError($0) }
    }

    private func failure(_ error: DriverError) -> EventLoopFuture<StepExchange.Response> {
        client.eventLoopGroup.any().makeFailedFuture(error)
    }

    /// Settings without redirects, which are responses like any other, and without attempts to connect again.
    static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}

extension StepExchange.Response {
    fileprivate init(_ response: HTTPClient.Response) {
        self.init(
            status: Int(response.status.code),
            headers: response.headers.map { HeaderField(name: $0.name, value: $0.value) },
            body: response.body.map { Array($0.readableBytesView) } ?? []
        )
    }
}
