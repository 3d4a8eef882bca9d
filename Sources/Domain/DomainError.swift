/// Why the domain refuses a change; when one is thrown, nothing has been changed.
package enum DomainError: Error, Hashable, Sendable {
    /// A field is missing that is required here, for example `team_id` if the organization has several teams.
    case missingField(String)
    /// A field's value breaks a rule that the contract's schema does not express.
    case invalidField(String, detail: String)
    /// The URL of a webhook subscription is not allowed; see `WebhookURL`.
    case invalidWebhookURL
    /// The page marker was changed, or made for another list or another world.
    case invalidCursor
    /// The organization has no object with that id.
    case notFound(resource: String, id: String)
    /// The setup link was revoked, or its customer is archived.
    case linkRevoked
    /// The setup link has already been used.
    case linkConsumed
    /// The setup link has expired; the browser is sent to the URL if there is one.
    case linkExpired(redirectURL: String?)
    /// The nonce is unknown, expired, already spent or made for another link.
    case invalidNonce
    /// The account already has a contact with that number.
    case contactExists
    /// The state of the object, such as `archived`, forbids the operation.
    case conflict(what: String, state: String)
    /// The number is not connected, so it cannot send.
    case accountNotConnected
    /// The recipient has not written for 24 hours, and the message is not made from a template.
    case outsideWindow
    /// The plan's quota for the month is used up.
    case quotaExceeded(quota: String, plan: Plan)
    /// Meta refused the message.
    case whatsappRefused
    /// The operation was repeated too soon; it may be repeated after that many seconds.
    case tooOften(retryAfter: Int)
    /// The account has no template with the name and language in the message.
    case unknownTemplate
    /// The account already has a template with that name and language.
    case templateExists
}
