/// The changes that `simulate/identity` makes to a person on WhatsApp.
package struct IdentityChange: Hashable, Sendable {
    /// The new phone number, E.164 with `+`; nil keeps the old one.
    package var phoneNumber: String?
    /// The new user id; nil keeps the old one, or derives one from a new phone number.
    package var userID: String?
    /// The new username; nil removes it.
    package var username: FieldChange<String?> = .keep
    /// Whether the account sees the phone number from now on; nil keeps that.
    package var phone: PhoneVisibility?

    /// A change that changes nothing.
    package init() {}
}
