/// A phone number that gives messages to it a special result: `+62800000` and the raw value.
package enum MagicRecipient: String, CaseIterable, Sendable {
    case staysPending = "0001"
    case staysSent = "0002"
    case reads = "0003"
    case usesUpQuota = "0402"
    case blocks = "0403"
    case isNotOnWhatsApp = "0404"
    case stopsMarketing = "0410"
    case breaksMedia = "0415"
    case slowsDown = "0429"
    case isRefused = "0502"

    private static let prefix = "+62800000"

    /// The magic recipient with that phone number; nil for an ordinary number.
    package init?(phoneNumber: String) {
        guard phoneNumber.hasPrefix(Self.prefix) else { return nil }
        self.init(rawValue: String(phoneNumber.dropFirst(Self.prefix.count)))
    }

    /// The phone number, E.164 with `+`.
    package var phoneNumber: String { Self.prefix + rawValue }

    /// How a message to the number ends; nil for numbers whose sends are refused.
    var outcome: MessagePlan.Outcome? {
        switch self {
        case .staysPending: .reaches(.pending)
        case .staysSent: .reaches(.sent)
        case .reads: .reaches(.read)
        case .blocks: .fails(.recipientBlocked)
        case .isNotOnWhatsApp: .fails(.notOnWhatsApp)
        case .stopsMarketing: .fails(.marketingBlocked)
        case .breaksMedia: .fails(.mediaDownload)
        case .slowsDown: .fails(.accountRateLimited)
        case .usesUpQuota, .isRefused: nil
        }
    }
}
