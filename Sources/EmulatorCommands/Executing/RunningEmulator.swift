import AsyncHTTPClient
import Documents
import NIOCore
import NIOHTTP1
import OrderedCollections

/// An emulator in another process.
struct RunningEmulator: Sendable {
    /// The path below which it serves the API.
    let basePath: String

    /// Asks the server at an origin what it is; throws if it is not an emulator.
    init(at origin: String, adminToken: String?) async throws(CommandError) {
        let url = origin + "/__admin/health"
        let (status, body) = try await Self.ask(url, adminToken)
        if status == .unauthorized {
            throw .failed("\(url) answered 401: name the admin token of the server with --admin-token")
        }
        let health = try? JSONValue(parsing: body)
        guard status == .ok, let basePath = health?["contract"]?["base_path"]?.string else {
            throw .failed("the server at \(origin) is no emulator of this version: \(url) answered \(status.code)")
        }
        self.basePath = basePath
    }

    /// Sends one request, without retries.
    private static func ask(
        _ url: String,
        _ adminToken: String?
    ) async throws(CommandError) -> (HTTPResponseStatus, [UInt8]) {
        var request = HTTPClientRequest(url: url)
        if let adminToken { request.headers.add(name: "X-Mock-Admin-Token", value: adminToken) }
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.connectionPool.retryConnectionEstablishment = false
        do {
            return try await HTTPClient.withHTTPClient(configuration: configuration) { [request] client in
                let response = try await client.execute(request, timeout: .seconds(3))
                let body = try await response.body.collect(upTo: 1 << 20)
                return (response.status, Array(body.readableBytesView))
            }
        } catch {
            throw .failed(
                "no emulator answers at \(url) (\(error)); start one with `kirimdev-mock serve`, or name its port with "
                    + "--port"
            )
        }
    }
}
