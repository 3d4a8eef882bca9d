import Domain

/// The codes that handlers and checks return; the contract's error catalogue has their status, type and message.
package enum ErrorCode: String, CaseIterable, Sendable {
    case accountNotConnected = "account_not_connected"
    case conflict
    case expiredAPIKey = "expired_api_key"
    case featureNotEntitled = "feature_not_entitled"
    case idempotencyConflict = "idempotency_conflict"
    case idempotencyInProgress = "idempotency_in_progress"
    case idempotencyKeyReuse = "idempotency_key_reuse"
    case internalError = "internal_error"
    case invalidAPIKey = "invalid_api_key"
    case invalidCursor = "invalid_cursor"
    case invalidFieldValue = "invalid_field_value"
    case invalidNonce = "invalid_nonce"
    case invalidPhoneNumber = "invalid_phone_number"
    case invalidRequest = "invalid_request"
    case invalidTemplateName = "invalid_template_name"
    case invalidWebhookURL = "invalid_webhook_url"
    case linkConsumed = "link_consumed"
    case linkExpired = "link_expired"
    case linkRevoked = "link_revoked"
    case methodNotAllowed = "method_not_allowed"
    case missingAPIKey = "missing_api_key"
    case missingRequiredField = "missing_required_field"
    case outsideWindow = "outside_24h_window"
    case quotaExceeded = "quota_exceeded"
    case rateLimitExceeded = "rate_limit_exceeded"
    case requestTooLarge = "request_too_large"
    case resourceNotFound = "resource_not_found"
    case revokedAPIKey = "revoked_api_key"
    case subscriptionInactive = "subscription_inactive"
    case templateExists = "template_already_exists"
    case unsupportedMediaType = "unsupported_media_type"
    case whatsappRefused = "whatsapp_upstream_error"

    /// All codes that a response may have, with the reasons of failed signups.
    static let answered = allCases.map(\.rawValue) + OnboardingFailure.allCases.map(\.rawValue)
}
