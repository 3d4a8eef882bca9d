import Documents

/// The person who wrote an inbound message, as the request describes them.
package struct Sender: Hashable, Sendable {
    /// E.164 with `+`; nil if the request has no `from`.
    package let phoneNumber: String?
    /// The business-scoped user id; nil if the request has no `user_id`.
    package let userID: String?
    /// The username on WhatsApp, without `@`; nil keeps the known one.
    package let username: String?
    /// Whether the account sees the phone number; nil keeps that, and a number of a new person is shown.
    package let phone: PhoneVisibility?

    /// Reads `from`, `user_id`, `username` and `phone`; nil without a `from` and a `user_id`.
    init?(_ body: JSONValue) {
        let from = body["from"]?.string
        phoneNumber = from.map { $0.hasPrefix("+") ? $0 : "+" + $0 }
        userID = body["user_id"]?.string
        username = body["username"]?.string
        phone = body["phone"]?.string.flatMap(PhoneVisibility.init(rawValue:))
        guard phoneNumber != nil || userID != nil else { return nil }
    }
}
