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
