import NIOSSL

/// Whose certificates receivers may have.
package enum ReceiverTrust {
    /// Whether a text holds certificates in PEM form.
    package static func holdsCertificates(_ pem: String) -> Bool {
        ((try? certificates(in: pem)) ?? []).isEmpty == false
    }

    /// What everybody trusts, and the authorities in that text.
    static func configuration(trusting pem: String) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.additionalTrustRoots = [.certificates(try certificates(in: pem))]
        return configuration
    }

    private static func certificates(in pem: String) throws -> [NIOSSLCertificate] {
        try NIOSSLCertificate.fromPEMBytes(Array(pem.utf8))
    }
}
