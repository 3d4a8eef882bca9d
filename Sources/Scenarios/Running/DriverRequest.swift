package import Domain

/// A request that a driver sends.
package struct DriverRequest: Sendable {
    package let method: String
    /// A path and query, such as `/v1/customers?limit=5`, or an absolute URL.
    package let target: String
    package let headers: [HeaderField]
    package let body: [UInt8]

    package init(method: String, target: String, headers: [HeaderField], body: [UInt8]) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }
}
