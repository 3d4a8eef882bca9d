/// Finds fields with a single value that occur twice with different values (RFC 9110, section 5.3).
///
/// Such a request is refused, as two readers could take different lines; lines with the same value count as one.
struct SingletonFields {
    private var authorization: String?
    private var contentType: String?
    private var idempotencyKey: String?
    private var origin: String?

    /// Whether the field has a single value, not a list that several lines can be joined to.
    static func contains(_ name: String) -> Bool {
        ["authorization", "content-type", "host", "idempotency-key", "origin"].contains { name.equalsIgnoringCase($0) }
    }

    /// Records a line, and returns whether an earlier line of the field has another value.
    mutating func conflicts(_ name: String, _ value: String) -> Bool {
        switch name.utf8.count {
        case 6 where name.equalsIgnoringCase("origin"): Self.differs(value, &origin)
        case 12 where name.equalsIgnoringCase("content-type"): Self.differs(value, &contentType)
        case 13 where name.equalsIgnoringCase("authorization"): Self.differs(value, &authorization)
        case 15 where name.equalsIgnoringCase("idempotency-key"): Self.differs(value, &idempotencyKey)
        default: false
        }
    }

    private static func differs(_ value: String, _ earlier: inout String?) -> Bool {
        if let earlier { return earlier != value }
        earlier = value
        return false
    }
}
