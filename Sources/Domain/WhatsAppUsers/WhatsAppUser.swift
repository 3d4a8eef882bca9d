/// Somebody on WhatsApp, as Meta tells the numbers of one organization who it is.
package struct WhatsAppUser: Hashable, Sendable {
    /// The business-scoped user id (BSUID): opaque, and the same for all numbers of the organization.
    package let id: String
    /// E.164 with `+`; nil if nobody knows it.
    package var phoneNumber: String?
    /// The public name that the user has chosen, without `@`; nil without one.
    package var username: String?
}
