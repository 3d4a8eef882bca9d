/// The number that Meta returns when a signup succeeds.
package struct OnboardingGrant: Hashable, Sendable {
    /// The number as Meta displays it, such as `+62 812-3456-7890`.
    package var phoneNumber: String
    /// Meta's id of the number: 6 to 20 digits.
    package var phoneNumberID: String
    /// The name that Meta has verified for the number.
    package var name: String
}
