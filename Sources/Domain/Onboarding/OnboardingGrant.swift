/// The number that Meta hands over when a signup succeeds.
package struct OnboardingGrant: Hashable, Sendable {
    /// As Meta displays it.
    package var phoneNumber: String
    /// Meta's id of the number: 6 to 20 digits.
    package var phoneNumberID: String
    /// The verified name.
    package var name: String
}
