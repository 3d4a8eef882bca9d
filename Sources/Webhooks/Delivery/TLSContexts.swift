import NIOSSL

/// The TLS contexts of connections, by the certificate authorities that they trust beside the usual ones.
///
/// Making a context takes milliseconds, as it reads all usual authorities.
struct TLSContexts {
    /// How many contexts are remembered.
    private static let limit = 64

    private var contexts: [String?: NIOSSLContext] = [:]

    /// The context that trusts the usual authorities and those in a PEM text.
    mutating func context(trusting pem: String?) throws -> NIOSSLContext {
        if let context = contexts[pem] { return context }
        var configuration = try pem.map(ReceiverTrust.configuration) ?? .makeClientConfiguration()
        configuration.applicationProtocols = ["http/1.1"]
        let context = try NIOSSLContext(configuration: configuration)
        if contexts.count >= Self.limit { contexts = [:] }
        contexts[pem] = context
        return context
    }
}
