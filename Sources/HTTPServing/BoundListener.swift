/// An address that is listened on.
package struct BoundListener: Sendable, Equatable {
    /// The IP address.
    package var host: String
    /// The port, picked by the system if 0 was asked for.
    package var port: Int
    /// Whether it is served with TLS.
    package var isSecure: Bool
}
