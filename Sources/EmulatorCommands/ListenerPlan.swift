import EmulatorServer
import FoundationEssentials
import HTTPServing

/// The addresses that a server listens on, with the certificate for https.
struct ListenerPlan {
    /// The names in each generated certificate; those of the vendor are for clients that /etc/hosts redirects to it.
    private static let names = [
        "localhost", "127.0.0.1", "::1", "api.kirimdev.com", "app.kirimdev.com", "media.kirimdev.com",
    ]

    let listeners: [Listener]

    /// Plans http, and https with `--tls`; stores the certificate of a generated CA in `settings.server`.
    ///
    /// A certificate is generated only if there are no problems, because its CA may replace a file.
    init(_ settings: inout ServerSettings, _ problems: inout ConfigurationProblems) {
        var listeners = [Listener(host: settings.host, port: settings.port)]
        if let tls = settings.tls, let material = Self.material(tls, &settings.server, &problems) {
            listeners.append(Listener(host: settings.host, port: tls.port, tls: material))
        }
        self.listeners = listeners
    }

    private static func material(
        _ tls: ServerSettings.TLSSettings,
        _ configuration: inout ServerConfiguration,
        _ problems: inout ConfigurationProblems
    ) -> TLSMaterial? {
        if let certificate = tls.certificateFile, let key = tls.keyFile {
            return material(certificate, key, &problems)
        }
        if let file = tls.authorityFile { checkFolder(of: file, &problems) }
        guard problems.isEmpty else { return nil }
        do {
            let authority = try LocalCertificateAuthority(now: Date())
            configuration.certificateAuthority = authority.certificatePEM
            if let file = tls.authorityFile {
                try authority.certificatePEM.write(toFile: file.value, atomically: true, encoding: .utf8)
            }
            return try authority.issue(for: names + tls.names)
        } catch {
            problems.add("--tls: \(error)")
            return nil
        }
    }

    private static func material(
        _ certificate: Setting<String>,
        _ key: Setting<String>,
        _ problems: inout ConfigurationProblems
    ) -> TLSMaterial? {
        let missing = [certificate, key].filter { !FileManager.default.fileExists(atPath: $0.value) }
        for file in missing { problems.add("\(file.source): there is no file \(file.value)") }
        guard missing.isEmpty else { return nil }
        do throws(TLSMaterialError) {
            return try TLSMaterial(certificateFile: certificate.value, keyFile: key.value)
        } catch .unreadable(file: key.value, let reason) {
            problems.add("\(key.source): \(TLSMaterialError.unreadable(file: key.value, reason: reason))")
        } catch {
            problems.add("\(certificate.source): \(error)")
        }
        return nil
    }

    private static func checkFolder(of file: Setting<String>, _ problems: inout ConfigurationProblems) {
        let folder = URL(fileURLWithPath: file.value).deletingLastPathComponent().path
        if !FileManager.default.fileExists(atPath: folder) {
            problems.add("\(file.source): there is no folder \(folder)")
        }
    }
}
