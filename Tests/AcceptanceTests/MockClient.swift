import Documents
import Domain
import NIOCore
import NIOHTTP1
import Webhooks

/// A client that sends requests to a running program over a socket.
struct MockClient: Sendable {
    private static let requester = HTTPRequester()

    let baseURL: String
    let key: String?
    /// A certificate authority in PEM form that is trusted beside the usual ones.
    var authority: String?
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
        var fields = key.map { [HeaderField(name: "Authorization", value: "Bearer \($0)")] } ?? []
        fields += headers.map { HeaderField(name: $0, value: $1) }
        if body != nil { fields.append(HeaderField(name: "Content-Type", value: "application/json")) }
        let request = OutgoingRequest(
            method: method.rawValue,
            url: baseURL + path,
            headers: fields,
            body: body?.serialized ?? [],
            timeout: .minutes(3),
            trustedCertificates: authority
        )
        let answer = try await Self.requester.response(to: request).get()
        return WireAnswer(
            status: answer.status,
            headers: HTTPHeaders(answer.headers.map { ($0.name, $0.value) }),
            bytes: answer.body
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
