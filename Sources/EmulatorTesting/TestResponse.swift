import Contract
package import Documents
package import HTTPServing
package import NIOHTTP1

/// A response as a test reads it.
package struct TestResponse: Sendable {
    /// The HTTP status.
    package let status: Int
    /// The header fields.
    package let headers: HTTPHeaders
    /// The bytes of the body.
    package let bytes: [UInt8]
    /// The body as JSON; null if it is not JSON.
    package let json: JSONValue

    /// Reads the parts of a response.
    package init(_ response: Response) {
        status = Int(response.status.code)
        headers = response.headers
        bytes = response.body
        json = (try? JSONValue(parsing: response.body)) ?? .null
    }

    /// The member `data`.
    package var data: JSONValue { json["data"] ?? .null }

    /// The member `error.code`; nil for a success.
    package var code: String? { json["error"]?["code"]?.string }

    /// The member `error.param`: the field that the error is about.
    package var param: String? { json["error"]?["param"]?.string }

    /// The member `error.message`.
    package var message: String? { json["error"]?["message"]?.string }

    /// The request id in the body: `request_id` of a success, `error.request_id` of an error.
    package var requestID: String? { (json["request_id"] ?? json["error"]?["request_id"])?.string }
}
