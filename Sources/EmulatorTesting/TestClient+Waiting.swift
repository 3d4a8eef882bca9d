package import Documents
package import HTTPServing
package import NIOHTTP1

extension TestClient {
    /// Sends a POST and waits for its response, however long the emulator takes.
    package func postLater(
        _ path: String,
        _ body: JSONValue = [:],
        headers: HTTPHeaders = [:]
    ) async throws -> TestResponse {
        try await answer(to: hold(path, body, headers: headers), of: path)
    }

    /// Waits for the response to a request that ``hold(_:_:headers:)`` has sent, and validates it against the contract.
    package func answer(
        to reply: Reply,
        of path: String,
        method: HTTPMethod = .POST
    ) async throws -> TestResponse {
        try finish(await reply.end, method, path)
    }

    /// Imports an exported world with `PUT /__admin/state` and waits for the response.
    package func postState(_ state: [UInt8]) async throws -> TestResponse {
        try await sendLater(.PUT, "/__admin/state", body: state, headers: ["Content-Type": "application/json"])
    }

    /// Sends a request and waits for its response, however long the emulator takes.
    package func sendLater(
        _ method: HTTPMethod,
        _ path: String,
        body: [UInt8] = [],
        headers: HTTPHeaders = [:]
    ) async throws -> TestResponse {
        let reply = responder.respond(to: request(method, path, content: .complete(body), headers: headers))
        return try await answer(to: reply, of: path, method: method)
    }

    /// Sends a PUT with a JSON body.
    package func put(_ path: String, _ body: JSONValue, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try send(.PUT, path, body: body.serialized, headers: headers)
    }
}

extension Reply {
    /// The reply that has the response, once there is one.
    fileprivate var end: Reply {
        get async {
            await withCheckedContinuation { continuation in
                if let end = deliver(to: { continuation.resume(returning: $0) }) { continuation.resume(returning: end) }
            }
        }
    }
}
