import AsyncHTTPClient
import Domain
import NIOCore
import Scenarios

/// Sends the requests of steps to a server, and those with an absolute URL to the server that it names.
struct ServerDriver: ScenarioDriver {
    let server: any RequestedServer
    let isEmulator: Bool
    /// The base of the URLs in responses of the server, which lead to the server itself.
    let origin: String
    /// The client for other servers.
    let network: HTTPClient
    /// Called with the API key of each request to the server.
    var onKey: (@Sendable (String) -> Void)?

    func send(_ request: DriverRequest) async throws(DriverError) -> StepExchange.Response {
        guard !Task.isCancelled else { throw .stopped }
        let (server, path) = try addressee(of: request)
        let message = DriverRequest(
            method: request.method,
            target: path,
            headers: request.headers,
            body: request.body,
            timeout: request.timeout
        )
        do {
            return try await server.send(message).valueUnlessCancelled()
        } catch let error as DriverError {
            throw error
        } catch {
            throw .unreachable("\(error)")
        }
    }

    /// The server that a request is sent to, and the path there.
    private func addressee(of request: DriverRequest) throws(DriverError) -> (any RequestedServer, String) {
        let target = request.target
        var path = target
        if !target.hasPrefix("/") {
            guard let address = TargetAddress(target) else {
                throw .unreachable("\(target) is neither a path nor an absolute http or https URL")
            }
            guard address.origin == origin else { return (TargetServer(at: address, client: network), address.path) }
            path = address.path
        }
        if let onKey, let key = request.bearerKey { onKey(key) }
        return (server, path)
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
