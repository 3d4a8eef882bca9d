import Crypto
package import FoundationEssentials
import NIOSSL
import SwiftASN1
import X509

/// A certificate authority that is made at start and exists only in memory.
///
/// Clients trust its certificate; the key never leaves the process.
package struct LocalCertificateAuthority: Sendable {
    /// How long certificates are valid after now: with `backdating`, within the 398 days that browsers accept.
    private static let validity: TimeInterval = 396 * 86_400
    private static let backdating: TimeInterval = 86_400

    /// The certificate that clients must trust, in PEM form.
    package let certificatePEM: String

    private let certificate: Certificate
    private let key: P256.Signing.PrivateKey
    private let now: Date

    /// A new authority, whose certificates are valid from a day before `now`, for clients with slow clocks.
    package init(now: Date) throws {
        self.now = now
        key = P256.Signing.PrivateKey()
        let publicKey = Certificate.PublicKey(key.publicKey)
        let name = try DistinguishedName {
            CommonName("Local development CA")
        }
        let extensions = try Certificate.Extensions {
            Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0))
            Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            SubjectKeyIdentifier(hash: publicKey)
        }
        certificate = try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: publicKey,
            notValidBefore: now - Self.backdating,
            notValidAfter: now + Self.validity,
            issuer: name,
            subject: name,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(key)
        )
        certificatePEM = try certificate.serializeAsPEM().pemString
    }

    /// Issues a server certificate for host names and IP addresses, with a new key.
    package func issue(for names: [String]) throws -> TLSMaterial {
        let leafKey = P256.Signing.PrivateKey()
        let leaf = try makeLeaf(for: names, publicKey: Certificate.PublicKey(leafKey.publicKey))
        return try TLSMaterial(
            chain: [
                NIOSSLCertificate(bytes: Self.encode(leaf), format: .der),
                NIOSSLCertificate(bytes: Self.encode(certificate), format: .der),
            ],
            key: NIOSSLPrivateKey(bytes: Array(leafKey.pemRepresentation.utf8), format: .pem)
        )
    }

    private func makeLeaf(for names: [String], publicKey: Certificate.PublicKey) throws -> Certificate {
        let subject = try DistinguishedName {
            CommonName(names.first ?? "localhost")
        }
        let authorityKey = SubjectKeyIdentifier(hash: certificate.publicKey).keyIdentifier
        let extensions = try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            Critical(KeyUsage(digitalSignature: true))
            try ExtendedKeyUsage([.serverAuth])
            SubjectAlternativeNames(names.map(Self.alternativeName))
            SubjectKeyIdentifier(hash: publicKey)
            AuthorityKeyIdentifier(keyIdentifier: authorityKey)
        }
        return try Certificate(
            version: .v3,
            serialNumber: Certificate.SerialNumber(),
            publicKey: publicKey,
            notValidBefore: now - Self.backdating,
            notValidAfter: now + Self.validity,
            issuer: certificate.subject,
            subject: subject,
            signatureAlgorithm: .ecdsaWithSHA256,
            extensions: extensions,
            issuerPrivateKey: Certificate.PrivateKey(key)
        )
    }

    private static func alternativeName(_ name: String) -> GeneralName {
        guard let address = IPAddress(name) else { return .dnsName(name) }
        return .ipAddress(ASN1OctetString(contentBytes: address.bytes[...]))
    }

    private static func encode(_ certificate: Certificate) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try serializer.serialize(certificate)
        return serializer.serializedBytes
    }
}
