/// Whether a number sees the phone number of somebody who writes to it.
package enum PhoneVisibility: String, CaseIterable, Sendable {
    case shown, hidden
}
