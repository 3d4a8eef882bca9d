import AsyncHTTPClient
import Domain
import NIOCore
import NIOHTTP1

/// Another emulator, which is reached over HTTP.
struct TargetServer: ReplayServer {
    /// How long a response may take.
    private static let patience = TimeAmount.minutes(2)

    private let origin: String
    private let client: HTTPClient

    let sendsWebhooks = true

    /// A server at a URL, of which only scheme, host and port are used.
    init(url: String, client: HTTPClient) throws(CommandError) {
        guard WebhookURL.isAllowed(url, http: .any), let start = url.firstRange(of: "://")?.upperBound else {
            throw .setting("--target must be an absolute http or https URL, not \(url)")
        }
        origin = String(url[..<(url[start...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex)])
        self.client = client
    }

    func send(_ request: ReplayRequest) -> EventLoopFuture<ReplayAnswer> {
        // After the origin, a path such as `@other.example/` would name another server.
        guard request.target.hasPrefix("/") else { return cut }
        let message: HTTPClient.Request
        do {
            message = try HTTPClient.Request(
                url: origin + request.target,
                method: HTTPMethod(rawValue: request.method),
                headers: HTTPHeaders(request.headers.map { ($0.name, $0.value) }),
                body: request.body.isEmpty ? nil : .byteBuffer(ByteBuffer(bytes: request.body))
            )
        } catch {
            return cut
        }
        return client.execute(request: message, deadline: .now() + Self.patience)
            .map { response in
                let body = response.body.map { Array($0.readableBytesView) } ?? []
                return .complete(status: Int(response.status.code), body: body)
            }
            .recover { _ in .cut }
    }

    private var cut: EventLoopFuture<ReplayAnswer> { client.eventLoopGroup.any().makeSucceededFuture(.cut) }

    /// Settings without redirects, which are responses like any other, and without attempts to connect again.
    static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        return configuration
    }
}
