import Contract
package import Documents
package import HTTPServing
package import NIOHTTP1

/// Sends requests to a responder without a socket, and validates every response against the contract.
package struct TestClient: Sendable {
    let responder: any Responder
    let contract: Contract
    let basePath: String
    let key: String?
    /// The connection that the requests seem to come over; nil for none.
    var connection: ConnectionIdentity?

    /// Sends a request; `path` is relative to the base path and may have a query.
    package func send(
        _ method: HTTPMethod,
        _ path: String,
        body: [UInt8] = [],
        headers: HTTPHeaders = [:]
    ) throws -> TestResponse {
        try send(method, path, content: .complete(body), headers: headers)
    }

    /// Sends a request whose body is larger than the responder's limit, and was therefore not read.
    package func sendOversized(_ method: HTTPMethod, _ path: String) throws -> TestResponse {
        let head = HTTPRequestHead(version: .http1_1, method: method, uri: basePath + path)
        return try send(method, path, content: .tooLarge(limit: responder.bodyLimit(for: head)), headers: [:])
    }

    /// Sends a request with a body in any state, such as too large or with an unsupported content coding.
    package func send(
        _ method: HTTPMethod,
        _ path: String,
        content: Request.Body,
        headers: HTTPHeaders = [:]
    ) throws -> TestResponse {
        let request = request(method, path, content: content, headers: headers)
        let reply = responder.respond(to: request)
        guard case .later = reply.content else { return try finish(reply, method, path) }
        throw TestFailure("\(method) \(path) is answered later; use `hold` or `postLater` for it")
    }

    /// The response of a finished reply, validated against the contract; throws if the connection was cut instead.
    func finish(_ reply: Reply, _ method: HTTPMethod, _ path: String) throws -> TestResponse {
        guard case .now(let response) = reply.content else {
            reply.lose()
            throw TestFailure("\(method) \(path) has no complete response: it is streamed, or its connection is cut")
        }
        reply.onFinish?(.written)
        let answer = TestResponse(response)
        try check(answer, method: method, path: basePath + path)
        return answer
    }

    /// Sends a request without a body and returns its reply without waiting for the response.
    package func begin(_ method: HTTPMethod, _ path: String, headers: HTTPHeaders = [:]) -> Reply {
        responder.respond(to: request(method, path, content: .complete([]), headers: headers))
    }

    /// Sends a POST and returns its reply without waiting; the test itself calls `onFinish`.
    package func hold(_ path: String, _ body: JSONValue, headers: HTTPHeaders = [:]) -> Reply {
        responder.respond(to: request(.POST, path, content: .complete(body.serialized), headers: headers))
    }

    func request(
        _ method: HTTPMethod,
        _ path: String,
        content: Request.Body,
        headers: HTTPHeaders
    ) -> Request {
        var head = HTTPRequestHead(version: .http1_1, method: method, uri: basePath + path)
        head.headers = headers
        if !headers.contains(name: "Host") { head.headers.add(name: "Host", value: "localhost:8080") }
        if let key, !headers.contains(name: "Authorization") {
            head.headers.add(name: "Authorization", value: "Bearer \(key)")
        }
        return Request(head: head, body: content, connection: connection)
    }

    /// Sends a GET.
    package func get(_ path: String, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try send(.GET, path, headers: headers)
    }

    /// Sends a POST with a JSON body, or with none.
    package func post(_ path: String, _ body: JSONValue? = nil, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try send(.POST, path, json: body, headers: headers)
    }

    /// Sends a PATCH with a JSON body.
    package func patch(_ path: String, _ body: JSONValue, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try send(.PATCH, path, json: body, headers: headers)
    }

    /// Sends a DELETE.
    package func delete(_ path: String, headers: HTTPHeaders = [:]) throws -> TestResponse {
        try send(.DELETE, path, headers: headers)
    }

    private func send(
        _ method: HTTPMethod,
        _ path: String,
        json: JSONValue?,
        headers: HTTPHeaders
    ) throws -> TestResponse {
        var headers = headers
        if json != nil, !headers.contains(name: "Content-Type") {
            headers.add(name: "Content-Type", value: "application/json")
        }
        return try send(method, path, body: json?.serialized ?? [], headers: headers)
    }

    /// Fails the test if the contract does not describe the response.
    ///
    /// Responses with `X-Mock-Error` are not checked against the API's contract, as control.yaml describes them.
    func check(_ answer: TestResponse, method: HTTPMethod, path: String) throws {
        guard contract.basePath.isEmpty || !answer.headers.contains(name: "X-Mock-Error") else { return }
        // Error responses have the vendor's form, which a contract without an error catalogue does not describe.
        guard !contract.errorCatalog.isEmpty || answer.status < 400 else { return }
        let route = String(path.prefix { $0 != "?" })
        guard case .operation(let operation, _) = contract.routes.match(method: method.rawValue, path: route) else {
            return
        }
        let headers = answer.headers.map { (name: $0.name, value: $0.value) }
        let broken = operation.validateResponse(status: answer.status, headers: headers, body: answer.bytes)
        guard broken.isEmpty else {
            let findings = broken.map(\.description).joined(separator: "; ")
            throw TestFailure("\(method) \(path) answered \(answer.status) against the contract: \(findings)")
        }
    }
}
