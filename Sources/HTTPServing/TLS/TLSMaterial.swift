import NIOCore
package import NIOSSL

extension TLSMaterialError: CustomStringConvertible {
    /// A sentence for the person who named the files.
    package var description: String {
        switch self {
        case .unreadable(let file, let reason): "cannot read \(file): \(reason)"
        case .unusable(let reason): "cannot serve with this certificate and key: \(reason)"
        }
    }
}

/// A certificate chain with its private key, checked and ready to use.
package struct TLSMaterial: Sendable {
    let context: NIOSSLContext

    /// Reads a PEM file with the chain, leaf first, and one with the private key.
    package init(certificateFile: String, keyFile: String) throws(TLSMaterialError) {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificateFile)
        } catch {
            throw .unreadable(file: certificateFile, reason: "it must be a PEM file with certificates (\(error))")
        }
        let key: NIOSSLPrivateKey
        do {
            key = try NIOSSLPrivateKey(file: keyFile, format: .pem)
        } catch {
            throw .unreadable(file: keyFile, reason: "it must be a PEM file with a private key (\(error))")
        }
        try self.init(chain: chain, key: key)
    }

    /// Uses certificates, leaf first, and a private key from memory.
    package init(chain: [NIOSSLCertificate], key: NIOSSLPrivateKey) throws(TLSMaterialError) {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(key)
        )
        configuration.applicationProtocols = ["http/1.1"]
        configuration.shutdownTimeout = .milliseconds(500)
        do {
            context = try NIOSSLContext(configuration: configuration)
        } catch {
            throw .unusable(reason: String(describing: error))
        }
    }
}
