package import Documents
package import HTTPServing
package import NIOHTTP1

extension TestClient {
    /// Sends a POST and waits for its answer, however long the emulator takes over it.
    package func postLater(
        _ path: String,
        _ body: JSONValue = [:],
        headers: HTTPHeaders = [:]
    ) async throws -> TestResponse {
        try await answer(to: hold(path, body, headers: headers), of: path)
    }

    /// Waits for the end of a POST that ``hold(_:_:headers:)`` has begun, and validates its answer against the contract.
    package func answer(
        to reply: Reply,
        of path: String,
        method: HTTPMethod = .POST
    ) async throws -> TestResponse {
        try finish(await reply.end, method, path)
    }

    /// Sends an exported world and waits until it is there.
    package func postState(_ state: [UInt8]) async throws -> TestResponse {
        let path = "/__admin/state"
        let headers: HTTPHeaders = ["Content-Type": "application/json"]
        let reply = responder.respond(to: request(.PUT, path, content: .complete(state), headers: headers))
        return try await answer(to: reply, of: path, method: .PUT)
    }

    /// Sends a PUT with a JSON body.
    package func put(_ path: String, _ body: JSONValue, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try send(.PUT, path, body: body.serialized, headers: headers)
    }
}

extension Reply {
    /// The reply with the answer, once it is there.
    fileprivate var end: Reply {
        get async {
            await withCheckedContinuation { continuation in
                if let end = deliver(to: { continuation.resume(returning: $0) }) { continuation.resume(returning: end) }
            }
        }
    }
}
