import Documents
import EmulatorServer

/// Texts as reports show them: secrets are masked, also those in the query of a URL.
enum ReportText {
    /// A text with masked secrets.
    static func of(_ text: String) -> String { maskedParameters(MaskedText.of(text)) }

    /// A value with masked secrets in its strings.
    static func of(_ json: JSONValue) -> JSONValue { json.mapTexts { of($0) } }

    /// The value of a header with masked credentials.
    static func header(_ name: String, _ value: String) -> String {
        maskedParameters(MaskedText.header(name, value))
    }

    // MARK: Parameters

    /// How the names of parameters end whose values are secrets, without signs such as `_`.
    private static let secretEndings = [
        "token", "secret", "password", "passwd", "pwd", "signature", "sig", "credential", "session", "sessionid",
        "apikey", "accesskey", "jwt", "auth",
    ]

    /// Masks the values of parameters whose names are those of secrets, such as `?access_token=…`; a masked one stays.
    private static func maskedParameters(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "=")) else { return text }
        return text.replacing(/(^|[?&;])([\w.%\[\]\-]+)=([^&#;\s"'<>]+)/) { match in
            let isShown = !isSecret(match.2) || match.3.contains("****")
            return isShown ? String(match.0) : "\(match.1)\(match.2)=****"
        }
    }

    private static func isSecret(_ name: Substring) -> Bool {
        let letters = name.lowercased().filter(\.isLetter)
        return ["key", "code"].contains(letters) || secretEndings.contains(where: letters.hasSuffix)
    }
}
