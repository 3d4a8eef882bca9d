/// The fields with one value that would mean another thing if a reader took the other of two lines (RFC 9110, section 5.3).
///
/// Lines with the same value count as one.
struct SingletonFields {
    private var authorization: String?
    private var contentType: String?
    private var idempotencyKey: String?
    private var origin: String?

    /// Whether a field of that name has one value, of which several lines cannot make a list.
    static func contains(_ name: String) -> Bool {
        ["authorization", "content-type", "host", "idempotency-key", "origin"].contains { name.equalsIgnoringCase($0) }
    }

    /// Takes note of a line, and says whether an earlier one has another value.
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
