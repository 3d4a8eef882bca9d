package import Domain

/// A request of a step and its response.
package struct StepExchange: Sendable {
    /// A complete response.
    package struct Response: Sendable {
        /// The status.
        package let status: Int
        /// The headers in the order in which they were received.
        package let headers: [HeaderField]
        /// The body; empty if there is none.
        package let body: [UInt8]

        /// A response of those parts.
        package init(status: Int, headers: [HeaderField], body: [UInt8]) {
            self.status = status
            self.headers = headers
            self.body = body
        }
    }

    /// The operationId; nil for a request that no operation of the contract matches, and for control requests.
    package let operation: String?
    /// The method.
    package let method: String
    /// The path and query, or an absolute URL.
    package let target: String
    /// The headers in the order in which they were sent.
    package let headers: [HeaderField]
    /// The body; empty if there is none.
    package let body: [UInt8]
    /// Nil if there was no response.
    package let response: Response?

    init(_ request: DriverRequest, operation: String?, response: Response?) {
        self.operation = operation
        method = request.method
        target = request.target
        headers = request.headers
        body = request.body
        self.response = response
    }
}
