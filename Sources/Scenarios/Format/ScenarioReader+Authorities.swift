import Documents
import FoundationEssentials

extension ScenarioReader {
    /// The PEM text of the file that `webhooks.tls_ca` names, and its path; nil if there is none or it is a finding.
    ///
    /// A relative path starts at the scenario's folder, so that both files can be moved together.
    func authorities(
        named json: JSONValue,
        beside scenario: String,
        _ findings: inout Findings
    ) -> (text: String, file: String)? {
        let place = JSONPointer(["webhooks", "tls_ca"])
        guard let path = json[place]?.string, !path.isEmpty else { return nil }
        let folder = scenario.split(separator: "/", omittingEmptySubsequences: false).dropLast().map { $0 + "/" }
        let file = path.hasPrefix("/") ? path : folder.joined() + path
        guard let bytes = FileManager.default.contents(atPath: file) else {
            findings.add("`tls_ca` names a file that cannot be read: \(file)", at: place)
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self)
        guard holdsCertificates(text) else {
            findings.add("`tls_ca` names a file without a certificate in PEM form: \(file)", at: place)
            return nil
        }
        return (text, file)
    }
}
