package import Domain

/// A request of a step and its response.
package struct StepExchange: Sendable {
    package struct Response: Sendable {
        package let status: Int
        package let headers: [HeaderField]
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
    package let method: String
    /// The path and query, or an absolute URL.
    package let target: String
    package let headers: [HeaderField]
    package let body: [UInt8]
    /// Nil if there was no response.
    package let response: Response?
}
