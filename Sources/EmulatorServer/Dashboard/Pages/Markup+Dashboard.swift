import Documents
import Domain

extension Markup {
    /// A text that a user has written, which may have any direction.
    static func written(_ text: String) -> Markup { "<bdi dir=\"auto\">\(text)</bdi>" }

    /// A text that a user has written; a dash for none.
    static func written(_ text: String?) -> Markup { text.map { written($0) } ?? none }

    /// The sign for a value that does not exist.
    static let none: Markup = """
        <span class="quiet"><span aria-hidden="true">–</span><span class="visually-hidden">none</span></span>
        """

    /// The head of the column of a table that has the buttons of each row.
    static let actionsHead: Markup = "<td><span class=\"visually-hidden\">Actions</span></td>"

    /// A time in UTC, to the second.
    static func time(_ time: Timestamp) -> Markup {
        let text = time.description
        return "<time datetime=\"\(text)\">\(String(text.prefix(10))) \(String(text.dropFirst(11).prefix(8)))</time>"
    }

    /// A time in UTC; a dash for none.
    static func time(_ moment: Timestamp?) -> Markup { moment.map { time($0) } ?? none }

    static func badge(_ status: CustomerStatus) -> Markup {
        switch status {
        case .pending: badge(status.rawValue, "plain")
        case .active: badge(status.rawValue, "good")
        case .suspended: badge(status.rawValue, "warn")
        case .archived: badge(status.rawValue, "quiet")
        }
    }

    static func badge(_ status: SetupLink.Status) -> Markup {
        switch status {
        case .active: badge(status.rawValue, "good")
        case .consumed: badge(status.rawValue, "plain")
        case .expired, .revoked: badge(status.rawValue, "quiet")
        }
    }

    static func badge(_ status: WhatsAppAccount.Status) -> Markup {
        switch status {
        case .connected: badge(status.rawValue, "good")
        case .degraded: badge(status.rawValue, "warn")
        case .disconnected: badge(status.rawValue, "alarm")
        case .onboarding, .pending: badge(status.rawValue, "plain")
        }
    }

    private static func badge(_ word: String, _ tone: String) -> Markup {
        "<span class=\"badge \(tone)\">\(word)</span>"
    }
}

extension String {
    /// The text as a part of a path or a query: every character that has a meaning there is percent-encoded.
    var inURL: String {
        percentEncoded { $0.isLetterOrDigit || "-._~".utf8.contains($0) }
    }
}
