import Contract
package import Documents
package import HTTPServing
package import NIOHTTP1

/// An answer as a test reads it.
package struct TestResponse: Sendable {
    /// The HTTP status.
    package let status: Int
    /// The headers.
    package let headers: HTTPHeaders
    /// The bytes of the body.
    package let bytes: [UInt8]
    /// The body, null where it is no JSON.
    package let json: JSONValue

    /// Reads an answer.
    package init(_ response: Response) {
        status = Int(response.status.code)
        headers = response.headers
        bytes = response.body
        json = (try? JSONValue(parsing: response.body)) ?? .null
    }

    /// The member `data`.
    package var data: JSONValue { json["data"] ?? .null }

    /// The error's code, nil for a success.
    package var code: String? { json["error"]?["code"]?.string }

    /// The field that an error blames.
    package var param: String? { json["error"]?["param"]?.string }

    /// The error's text.
    package var message: String? { json["error"]?["message"]?.string }

    /// The request id of the body, wherever it stands there.
    package var requestID: String? { (json["request_id"] ?? json["error"]?["request_id"])?.string }
}
