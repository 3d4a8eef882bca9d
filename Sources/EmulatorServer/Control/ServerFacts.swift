/// Facts about the running server and its contract.
package struct ServerFacts: Sendable {
    /// The bytes of control.yaml.
    var controlContract: [UInt8]
    /// The bytes of the contract's file.
    var contract: [UInt8]
    /// The SHA-256 of the contract's file in lower-case hexadecimal digits.
    var contractDigest: String
    /// The path below which the API is served, such as `/v1`.
    package var basePath: String
    /// The number of operations in the contract.
    package var operationCount: Int
    /// The number of operations that a handler answers; the others are answered from the contract.
    package var handledCount: Int
    /// The operationIds of handlers that are attached to no operation of the contract.
    package var idleHandlers: [String]
    /// The parts of the contract that the server does not follow, one sentence each.
    package var warnings: [String]
    /// The certificate of the CA that `--tls` created, in PEM; nil without such a CA.
    var certificateAuthority: String?
    /// The start of the server.
    var startedAt: ContinuousClock.Instant
}
