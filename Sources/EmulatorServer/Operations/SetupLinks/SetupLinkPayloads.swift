import Documents
import Domain

extension SetupLinkDraft {
    /// Reads the body of createSetupLink, which the schema has validated.
    init(_ body: JSONValue) {
        self.init(
            hours: body["expires_in_hours"]?.integer ?? 168,
            redirects: SetupLinkRedirects(
                success: body["success_redirect_url"]?.string,
                failure: body["failure_redirect_url"]?.string
            )
        )
    }
}

extension SetupLinkPatch {
    /// Reads the body of updateSetupLink; null removes a redirect URL.
    init(_ body: JSONValue) {
        self.init()
        if let value = body["success_redirect_url"] { success = .set(value.string) }
        if let value = body["failure_redirect_url"] { failure = .set(value.string) }
    }
}

extension FieldChange<String?> {
    /// The new text; nil if the change keeps or removes the text.
    var value: String? {
        switch self {
        case .keep: nil
        case .set(let text): text
        }
    }
}
