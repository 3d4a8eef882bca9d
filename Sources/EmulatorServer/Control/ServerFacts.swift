/// What is known of the server once it has been put together.
package struct ServerFacts: Sendable {
    /// The control API's own description.
    var controlContract: [UInt8]
    /// The contract as it was read.
    var contract: [UInt8]
    /// SHA-256 of the contract.
    var contractDigest: String
    /// The path under which the API is served.
    package var basePath: String
    /// How many operations the contract has.
    package var operationCount: Int
    /// How many of them our own code answers.
    package var handledCount: Int
    /// Handlers that the contract has no operation for.
    package var idleHandlers: [String]
    /// What the contract says and the server does not do, a sentence each.
    package var warnings: [String]
    /// The CA that --tls made, as PEM.
    var certificateAuthority: String?
    /// When the server was put together.
    var startedAt: ContinuousClock.Instant
}
