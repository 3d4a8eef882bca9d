/// An address that the server listens on.
package struct BoundListener: Sendable, Equatable {
    /// The IP address.
    package var host: String
    /// The port; if 0 was asked for, the one that the system has picked.
    package var port: Int
    /// Whether the address is served with TLS.
    package var isSecure: Bool
}
