/// Whether an account sees the phone number of a person who chats with it.
package enum PhoneVisibility: String, CaseIterable, Sendable {
    case shown, hidden
}
