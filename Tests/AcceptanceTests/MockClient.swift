import AsyncHTTPClient
import Documents
import NIOCore
import NIOHTTP1

/// A client that sends requests to a running program over a socket.
struct MockClient: Sendable {
    let baseURL: String
    let key: String?
    var http = HTTPClient.shared
    /// The headers that every request carries beside the key.
    var headers: [(String, String)] = []

    func get(_ path: String) async throws -> WireAnswer {
        try await send(.GET, path)
    }

    func post(_ path: String, _ body: JSONValue? = nil) async throws -> WireAnswer {
        try await send(.POST, path, body)
    }

    func patch(_ path: String, _ body: JSONValue) async throws -> WireAnswer {
        try await send(.PATCH, path, body)
    }

    func send(_ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil) async throws -> WireAnswer {
        var request = HTTPClientRequest(url: baseURL + path)
        request.method = method
        if let key { request.headers.add(name: "Authorization", value: "Bearer \(key)") }
        request.headers.add(contentsOf: headers)
        if let body {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: body.serialized))
        }
        let response = try await http.execute(request, timeout: .minutes(3))
        let bytes = try await response.body.collect(upTo: 1 << 24)
        return WireAnswer(
            status: Int(response.status.code),
            headers: response.headers,
            bytes: Array(bytes.readableBytesView)
        )
    }
}

/// A response as it came over the wire.
struct WireAnswer: Sendable {
    let status: Int
    let headers: HTTPHeaders
    let bytes: [UInt8]

    /// The body as JSON, null if it is not JSON.
    var json: JSONValue { (try? JSONValue(parsing: bytes)) ?? .null }
    var text: String { String(decoding: bytes, as: UTF8.self) }
    var data: JSONValue { json["data"] ?? .null }
    /// The code of an error of the API.
    var code: String? { json["error"]?["code"]?.string }
    /// The first value of a header.
    func header(_ name: String) -> String? { headers.first(name: name) }
    /// The request id in the body.
    var requestID: String? { (json["request_id"] ?? json["error"]?["request_id"])?.string }
}

extension HTTPClient.Configuration {
    /// Settings with a long time limit for connecting, so that a busy machine does not fail a test.
    static var patient: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.timeout.connect = .minutes(2)
        return configuration
    }
}
