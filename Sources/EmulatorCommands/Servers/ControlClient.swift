import Documents
import Domain
import NIOCore
import OrderedCollections
import Scenarios

/// The control API of a server, for one sandbox or for all.
struct ControlClient: Sendable {
    let server: any RequestedServer
    /// The API key that names the sandbox; nil for all sandboxes.
    let key: String?
    let adminToken: String?

    /// A response of the control API.
    struct Response {
        let status: Int
        let json: JSONValue

        var isSuccess: Bool { (200..<300).contains(status) }

        /// The status with what is wrong, for a refused request.
        var problem: String { "\(status) \(json["detail"]?.string ?? "")" }
    }

    /// The header with the admin token of an emulator.
    static func tokenHeader(_ token: String) -> HeaderField {
        HeaderField(name: "X-Mock-Admin-Token", value: token)
    }

    /// Sends a request to the control API; throws if there is no response.
    func send(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws(CommandError) -> Response {
        var headers = key.map { [HeaderField(name: "Authorization", value: "Bearer \($0)")] } ?? []
        if let adminToken { headers.append(Self.tokenHeader(adminToken)) }
        if body != nil { headers.append(HeaderField(name: "Content-Type", value: "application/json")) }
        let request = DriverRequest(method: method, target: path, headers: headers, body: body?.serialized ?? [])
        guard let response = await response(to: request) else {
            throw .setting("the server sent no response to \(method) \(path)")
        }
        return Response(status: response.status, json: (try? JSONValue(parsing: response.body)) ?? .null)
    }

    private func response(to request: DriverRequest) async -> StepExchange.Response? {
        // An advance of the clock takes the longest.
        let limit = TimeAmount.milliseconds(request.timeout.milliseconds)
        return try? await server.send(request).value(within: limit)
    }

    /// Sends a request that must succeed, and returns the body of the response.
    @discardableResult
    func require(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws(CommandError) -> JSONValue {
        let response = try await send(method, path, body)
        guard response.isSuccess else { throw refusal(of: method, path, response) }
        return response.json
    }

    /// The error for a request that was refused.
    func refusal(of method: String, _ path: String, _ response: Response) -> CommandError {
        .setting("\(method) \(path) was refused: \(response.problem)")
    }
}
