/// An address to listen on.
package struct Listener: Sendable {
    /// A host name, an IPv4 address or an IPv6 address without brackets.
    package var host: String
    /// The port; 0 picks a free one.
    package var port: Int
    /// The certificate and key for https; nil for plain http.
    package var tls: TLSMaterial?

    /// An address that is served with TLS if `tls` is given.
    package init(host: String, port: Int, tls: TLSMaterial? = nil) {
        self.host = host
        self.port = port
        self.tls = tls
    }
}
