import NIOSSL

/// The certificate authorities that are trusted for receivers.
package enum ReceiverTrust {
    /// Whether a text holds certificates in PEM form.
    package static func holdsCertificates(_ pem: String) -> Bool {
        ((try? certificates(in: pem)) ?? []).isEmpty == false
    }

    /// A configuration that trusts the usual authorities and those in a PEM text.
    static func configuration(trusting pem: String) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.additionalTrustRoots = [.certificates(try certificates(in: pem))]
        return configuration
    }

    private static func certificates(in pem: String) throws -> [NIOSSLCertificate] {
        try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
    }
}
