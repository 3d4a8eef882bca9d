package import NIOCore
import NIOPosix

/// An address to listen on.
package struct Listener: Sendable {
    /// A host name, an IPv4 address or an IPv6 address without brackets.
    package var host: String
    /// The port; 0 picks a free one.
    package var port: Int
    /// The certificate to serve https with; plain http without.
    package var tls: TLSMaterial?

    /// An address, served with TLS if there is material for it.
    package init(host: String, port: Int, tls: TLSMaterial? = nil) {
        self.host = host
        self.port = port
        self.tls = tls
    }
}

/// An address that is listened on.
package struct BoundListener: Sendable, Equatable {
    /// The IP address.
    package var host: String
    /// The port, picked by the system if 0 was asked for.
    package var port: Int
    /// Whether it is served with TLS.
    package var isSecure: Bool
}

/// The settings of an ``HTTPServer``.
package struct HTTPServerConfiguration: Sendable {
    /// The addresses, bound in this order.
    package var listeners: [Listener]
    /// What clients may send, and how long they may take.
    package var limits = HTTPServerLimits()
    /// How long requests in flight may take after shutdown has begun.
    package var drainTimeout: Duration = .milliseconds(900)
    /// The threads that serve; one a core unless told otherwise.
    package var eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton

    /// Default settings for these addresses.
    package init(listeners: [Listener]) {
        self.listeners = listeners
    }
}
