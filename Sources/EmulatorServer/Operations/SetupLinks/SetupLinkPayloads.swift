import Documents
import Domain

extension SetupLinkDraft {
    /// The body of createSetupLink, which the contract has accepted.
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
    /// The body of updateSetupLink; null clears a page.
    init(_ body: JSONValue) {
        self.init()
        if let value = body["success_redirect_url"] { success = .set(value.string) }
        if let value = body["failure_redirect_url"] { failure = .set(value.string) }
    }
}

extension FieldChange<String?> {
    /// The text that is set, if one is.
    var value: String? {
        switch self {
        case .keep: nil
        case .set(let text): text
        }
    }
}
