import Foundation
import HTTPServing
import SwiftASN1
import Testing
import X509

@Suite(.timeLimit(.minutes(15))) struct LocalCertificateAuthorityTests {
    private let now = Date(timeIntervalSince1970: 1_800_000_000)

    @Test func `the authority may sign certificates and nothing else`() throws {
        let certificate = try Certificate(pemEncoded: LocalCertificateAuthority(now: now).certificatePEM)
        let usage = try #require(try certificate.extensions.keyUsage)
        #expect(usage.keyCertSign && usage.cRLSign && !usage.digitalSignature)
        #expect(try certificate.extensions.basicConstraints == .isCertificateAuthority(maxPathLength: 0))
        #expect(try certificate.extensions.subjectKeyIdentifier != nil)
    }

    @Test func `the certificate of the authority is valid now, and for at most 397 days`() throws {
        let certificate = try Certificate(pemEncoded: LocalCertificateAuthority(now: now).certificatePEM)
        #expect(certificate.notValidBefore < now && certificate.notValidAfter > now)
        #expect(certificate.notValidAfter.timeIntervalSince(certificate.notValidBefore) <= 397 * 86_400)
    }
}
