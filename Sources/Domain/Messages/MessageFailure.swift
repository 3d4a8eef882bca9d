/// Why a message failed; the raw value names the failure in control requests and exported worlds.
package enum MessageFailure: String, CaseIterable, Sendable {
    case outsideWindow = "outside_24h_window"
    case templateNotFound = "template_not_found"
    case templateParameterCount = "template_param_count_mismatch"
    case templatePaused = "template_paused"
    case templateDisabled = "template_disabled"
    case templateParameterFormat = "template_param_format_mismatch"
    /// A component does not fit the template; Meta's code for it is 132012, while the vendor documents 132001.
    case templateComponentFormat = "template_component_format_mismatch"
    case parameterValue = "invalid_parameter_value"
    case notOnWhatsApp = "recipient_not_on_whatsapp"
    case recipientBlocked = "recipient_blocked"
    case mediaDownload = "media_download_failed"
    case accountRateLimited = "account_rate_limited"
    case appRateLimited = "app_rate_limited"
    case templatePolicy = "template_policy_violation"
    case marketingBlocked = "marketing_blocked_by_user"

    /// Whether a message fails before or after Meta accepts it.
    package enum Stage: Sendable {
        case beforeAcceptance, afterAcceptance
    }

    /// The value of `error.code` of the message.
    package var code: String {
        self == .templateComponentFormat ? Self.templateParameterFormat.rawValue : rawValue
    }

    /// Whether the message fails before or after Meta accepts it.
    package var stage: Stage {
        switch self {
        case .outsideWindow, .templateNotFound, .templateParameterCount, .templatePaused, .templateDisabled,
            .templateParameterFormat, .templateComponentFormat, .parameterValue:
            .beforeAcceptance
        case .notOnWhatsApp, .recipientBlocked, .mediaDownload, .accountRateLimited, .appRateLimited, .templatePolicy,
            .marketingBlocked:
            .afterAcceptance
        }
    }

    /// Meta's error code.
    package var providerCode: Int {
        switch self {
        case .outsideWindow: 131_047
        case .templateNotFound, .templateParameterFormat: 132_001
        case .templateParameterCount: 132_000
        case .templateComponentFormat: 132_012
        case .parameterValue: 131_009
        case .templatePaused: 132_015
        case .templateDisabled: 132_016
        case .notOnWhatsApp: 1006
        case .recipientBlocked: 1013
        case .mediaDownload: 131_053
        case .accountRateLimited: 80_007
        case .appRateLimited: 4
        case .templatePolicy: 132_007
        case .marketingBlocked: 131_050
        }
    }

    /// Meta's title of the error.
    package var title: String {
        switch self {
        case .outsideWindow: "Re-engagement message"
        case .templateNotFound: "Template does not exist"
        case .templateParameterCount: "Number of parameters does not match the expected number of params"
        case .templatePaused: "Template is paused"
        case .templateDisabled: "Template is disabled"
        case .templateParameterFormat, .templateComponentFormat:
            "Parameter format does not match format in the created template"
        case .parameterValue: "Parameter value is not valid"
        case .notOnWhatsApp: "Recipient not found"
        case .recipientBlocked: "User is not valid"
        case .mediaDownload: "Media upload error"
        case .accountRateLimited: "Rate limit issues"
        case .appRateLimited: "API too many calls"
        case .templatePolicy: "Template format character policy violated"
        case .marketingBlocked: "User has stopped marketing messages"
        }
    }

    /// The failure in one sentence, as `error.message` shows it.
    package var message: String {
        switch self {
        case .outsideWindow: "More than 24 hours have passed since the recipient last wrote."
        case .templateNotFound: "There is no approved template of this name and language."
        case .templateParameterCount: "The template has another number of variables."
        case .templatePaused: "The template is paused because of its quality."
        case .templateDisabled: "The template is disabled because of its quality."
        case .templateParameterFormat: "A parameter has another format than the template wants."
        case .templateComponentFormat: "The header, a button or a text does not fit the template."
        case .parameterValue: "A section of the list has no title, or two rows have the same id."
        case .notOnWhatsApp: "The recipient is not on WhatsApp."
        case .recipientBlocked: "The recipient cannot be written to."
        case .mediaDownload: "WhatsApp could not download the media."
        case .accountRateLimited: "The account sends too much."
        case .appRateLimited: "The app sends too much."
        case .templatePolicy: "The template breaks a policy of WhatsApp."
        case .marketingBlocked: "The recipient has stopped marketing messages."
        }
    }
}
