/// A person on WhatsApp, as Meta identifies them to the numbers of one organization.
package struct WhatsAppUser: Hashable, Sendable {
    /// The business-scoped user id (BSUID): opaque, and the same for all numbers of the organization.
    package let id: String
    /// E.164 with `+`; nil if it is unknown.
    package var phoneNumber: String?
    /// The username that the person has chosen, without `@`; nil without one.
    package var username: String?
}
