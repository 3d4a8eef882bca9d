package import Documents

/// A request of a step, with what is expected of its response.
package struct RequestStep: Sendable {
    /// Where the request goes.
    package enum Target: Sendable {
        /// An operation of the contract, with the values of its path parameters.
        case operation(String, path: JSONObject)
        /// A method and a path below the base path, or an absolute URL of another server.
        case url(method: String, url: String)
    }

    /// The body of the request.
    package enum Body: Sendable {
        case none
        case json(JSONValue)
        /// Sent as it is, such as a body that is not JSON.
        case raw(String)
    }

    /// Which key the request is sent with.
    package enum Key: Sendable {
        /// The key of the run.
        case standard
        /// No `Authorization` header.
        case none
        case other(String)
    }

    package let target: Target
    /// The query parameters by name; an array sends its parameter several times.
    package let query: JSONObject
    /// The headers by name.
    package let headers: JSONObject
    package let body: Body
    package let key: Key
    /// The name of a background request, whose response a later step waits for; nil for any other request.
    package let background: String?
    /// What is expected of the response; without a status and an error, any status of 2xx.
    package let expectation: ResponseExpectation
    /// The variables that are taken from the response.
    package let saved: [SavedValue]
}
