/// Why the domain refuses a change; each case is one rule of the API and nothing has been changed when it is thrown.
package enum DomainError: Error, Hashable, Sendable {
    /// A field that is needed here is absent: the team, where the organization has several.
    case missingField(String)
    /// A field's value breaks a rule that a schema cannot know.
    case invalidField(String, detail: String)
    /// The endpoint's URL is not one that events may be sent to.
    case invalidWebhookURL
    /// The page marker was altered, or made for another list.
    case invalidCursor
    /// No such object in this organization.
    case notFound(resource: String, id: String)
    /// The link was taken back, or its customer is archived.
    case linkRevoked
    /// The link has been used.
    case linkConsumed
    /// The link's time is over; the browser goes to that URL if there is one.
    case linkExpired(redirectURL: String?)
    /// The nonce is unknown, expired, used, or of another link.
    case invalidNonce
    /// The account has a contact with that number.
    case contactExists
    /// The object's state forbids the operation.
    case conflict(what: String, state: String)
    /// The number is not connected, so nothing can be sent from it.
    case accountNotConnected
    /// The recipient has not written for 24 hours, and the message is no template.
    case outsideWindow
    /// What the plan allows in a month is used up.
    case quotaExceeded(quota: String, plan: Plan)
    /// Meta did not take it.
    case whatsappRefused
    /// It was asked for too often; it may be again after so many seconds.
    case tooOften(retryAfter: Int)
    /// The account has no template of the name and language that a message is to be made from.
    case unknownTemplate
    /// The account has a template of that name and language.
    case templateExists
}
