import EmulatorServer
import Foundation
import HTTPServing

/// The addresses that a server listens on, with the certificate for https.
struct ListenerPlan {
    /// The names in each generated certificate; those of the vendor are for clients that /etc/hosts redirects to it.
    private static let names = [
        "localhost", "127.0.0.1", "::1", "api.kirimdev.com", "app.kirimdev.com", "media.kirimdev.com",
    ]

    let listeners: [Listener]

    /// Plans http, and https with `--tls`; stores the certificate of a generated CA in `settings.server`.
    init(_ settings: inout ServerSettings) throws(CommandError) {
        var listeners = [Listener(host: settings.host, port: settings.port)]
        if let tls = settings.tls {
            let material = try Self.material(tls, &settings)
            listeners.append(Listener(host: settings.host, port: tls.port, tls: material))
        }
        self.listeners = listeners
    }

    private static func material(
        _ tls: ServerSettings.TLSSettings,
        _ settings: inout ServerSettings
    ) throws(CommandError) -> TLSMaterial {
        do {
            if let certificate = tls.certificateFile, let key = tls.keyFile {
                return try TLSMaterial(certificateFile: certificate, keyFile: key)
            }
            let authority = try LocalCertificateAuthority(now: Date())
            settings.server.certificateAuthority = authority.certificatePEM
            if let file = tls.authorityFile {
                try authority.certificatePEM.write(toFile: file, atomically: true, encoding: .utf8)
            }
            return try authority.issue(for: names + tls.names)
        } catch {
            throw .setting("--tls: \(error)")
        }
    }
}
