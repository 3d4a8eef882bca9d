import Domain
import NIOCore
import Scenarios
import Webhooks

/// Sends the requests of steps to a server, and those with an absolute URL to the server that it names.
struct ServerDriver: ScenarioDriver {
    var server: any RequestedServer
    let isEmulator: Bool
    /// The base of the URLs in responses of the server, which lead to the server itself.
    let origin: String
    /// What sends requests to other servers.
    let network: HTTPRequester

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
        if target.hasPrefix("/") { return (server, target) }
        guard let address = TargetAddress(target) else {
            throw .unreachable("\(target) is neither a path nor an absolute http or https URL")
        }
        return address.origin == origin
            ? (server, address.path)
            : (TargetServer(at: address.origin, requester: network), address.path)
    }
}
