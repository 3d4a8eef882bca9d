package import Domain

/// A request that a driver sends.
package struct DriverRequest: Sendable {
    /// The method.
    package let method: String
    /// A path and query, such as `/v1/customers?limit=5`, or an absolute URL.
    package let target: String
    /// The headers in the order in which they are sent.
    package let headers: [HeaderField]
    /// The body; empty if there is none.
    package let body: [UInt8]
    /// How long the response may take, in wall time.
    package let timeout: TimeSpan

    /// A request of those parts.
    package init(
        method: String,
        target: String,
        headers: [HeaderField],
        body: [UInt8],
        timeout: TimeSpan = .minutes(2)
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}
