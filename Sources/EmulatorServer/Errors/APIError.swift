package import Documents

/// An answer in the API's error envelope: a code of the contract's catalogue and what its text speaks of.
package struct APIError: Error, Hashable, Sendable {
    /// The code, which decides status and type.
    package var code: String
    /// The values of the placeholders in the catalogue's text.
    package var values: [String: String]
    /// The text, in place of the catalogue's.
    package var message: String?
    /// The field to blame, as a dotted path.
    package var param: String?
    /// Headers that belong to this error alone, such as `Allow`.
    package var headers: [String: String] = [:]
    /// Members that stand beside `error` in the body, such as `redirect_url`.
    package var siblings: [String: JSONValue] = [:]

    /// An error with one of our own codes.
    package init(_ code: ErrorCode, values: [String: String] = [:], param: String? = nil) {
        self.init(code: code.rawValue, values: values, param: param)
    }

    /// An error with any code of the catalogue.
    package init(code: String, values: [String: String] = [:], param: String? = nil) {
        self.code = code
        self.values = values
        self.param = param
        if let param { self.values["param"] = param }
    }

    /// The same error with a header of its own.
    func with(header name: String, _ value: String) -> APIError {
        var copy = self
        copy.headers[name] = value
        return copy
    }
}

extension APIError {
    /// A refusal whose whole text is one sentence.
    static func stating(_ code: ErrorCode, _ sentence: String) -> APIError {
        APIError(code, values: ["detail": sentence])
    }

    /// A refusal of what was asked for too often, and may be again after so many seconds.
    static func tooOften(retryAfter seconds: Int) -> APIError {
        APIError(.rateLimitExceeded, values: ["n": String(seconds)]).with(header: "Retry-After", String(seconds))
    }
}
