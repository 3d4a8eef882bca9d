package import Documents

/// An error of the API: a code of the contract's error catalogue, with the values for its message.
package struct APIError: Error, Hashable, Sendable {
    /// The code, whose catalogue entry has the status and the type.
    package var code: String
    /// The values for the placeholders in the catalogue's message.
    package var values: [String: String]
    /// The message to use instead of the catalogue's.
    package var message: String?
    /// The field with the mistake, as a dotted path such as `template.name`.
    package var param: String?
    /// The headers that only this error has, such as `Allow`.
    package var headers: [String: String] = [:]
    /// The members next to `error` in the body, such as `redirect_url`.
    package var siblings: [String: JSONValue] = [:]

    /// Creates an error with one of the codes that handlers use.
    package init(_ code: ErrorCode, values: [String: String] = [:], param: String? = nil) {
        self.init(code: code.rawValue, values: values, param: param)
    }

    /// Creates an error with any code of the catalogue.
    package init(code: String, values: [String: String] = [:], param: String? = nil) {
        self.code = code
        self.values = values
        self.param = param
        if let param { self.values["param"] = param }
    }

    /// A copy of the error with one more header.
    func with(header name: String, _ value: String) -> APIError {
        var copy = self
        copy.headers[name] = value
        return copy
    }
}

extension APIError {
    /// An error whose message is the given sentence.
    static func stating(_ code: ErrorCode, _ sentence: String) -> APIError {
        APIError(code, values: ["detail": sentence])
    }

    /// The error `rate_limit_exceeded` with a `Retry-After` in seconds.
    static func tooOften(retryAfter seconds: Int) -> APIError {
        APIError(.rateLimitExceeded, values: ["n": String(seconds)]).with(header: "Retry-After", String(seconds))
    }
}
