import Documents

/// What an inbound message tells of the person who wrote it.
package struct Sender: Hashable, Sendable {
    /// E.164 with `+`.
    package let phoneNumber: String?
    /// The business-scoped user id.
    package let userID: String?
    /// The public name, without `@`.
    package let username: String?
    /// Whether the number is seen; nil for as before, which is seen at first.
    package let phone: PhoneVisibility?

    /// Reads `from`, `user_id`, `username` and `phone`; nil for a body that says nobody.
    init?(_ body: JSONValue) {
        let from = body["from"]?.string
        phoneNumber = from.map { $0.hasPrefix("+") ? $0 : "+" + $0 }
        userID = body["user_id"]?.string
        username = body["username"]?.string
        phone = body["phone"]?.string.flatMap(PhoneVisibility.init(rawValue:))
        guard phoneNumber != nil || userID != nil else { return nil }
    }
}
