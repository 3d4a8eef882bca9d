import Documents
import EmulatorServer
import NIOCore
import OrderedCollections

/// The control API of the server of a replay, for one sandbox.
struct ReplayControl: Sendable {
    /// How long a response may take; an advance of the clock takes the longest.
    private static let patience = TimeAmount.minutes(2)

    let server: any ReplayServer
    /// The API key that names the sandbox.
    let key: String
    let adminToken: String?

    /// A response of the control API.
    struct Response {
        let status: Int
        let json: JSONValue

        var isSuccess: Bool { (200..<300).contains(status) }

        /// The status with what is wrong, for a refused request.
        var problem: String { "\(status) \(json["detail"]?.string ?? "")" }
    }

    /// Sends a request to the control API; throws if there is no response.
    func send(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws(CommandError) -> Response {
        var headers = [(name: "Authorization", value: "Bearer \(key)")]
        if let adminToken { headers.append(("X-Mock-Admin-Token", adminToken)) }
        if body != nil { headers.append(("Content-Type", "application/json")) }
        let request = ReplayRequest(
            method: method,
            target: path,
            headers: headers,
            body: body?.serialized ?? []
        )
        guard case .complete(let status, let bytes)? = await answer(to: request) else {
            throw .setting("the server of the replay sent no response to \(method) \(path)")
        }
        return Response(status: status, json: (try? JSONValue(parsing: bytes)) ?? .null)
    }

    private func answer(to request: ReplayRequest) async -> ReplayAnswer? {
        try? await server.send(request).value(within: Self.patience)
    }

    /// Sends a request that must succeed, and returns the body of the response.
    @discardableResult
    func require(_ method: String, _ path: String, _ body: JSONValue? = nil) async throws(CommandError) -> JSONValue {
        let response = try await send(method, path, body)
        guard response.isSuccess else { throw .setting("\(method) \(path) was refused: \(response.problem)") }
        return response.json
    }
}
