import Documents

/// The values of `format` that are validated; others are ignored.
enum StringFormat: String, Sendable, CaseIterable {
    case email
    case uri
    case uriReference = "uri-reference"
    case dateTime = "date-time"
    case date
    case time
    case uuid
    case ipv4
    case ipv6
    case hostname
    case regex

    func matches(_ text: String) -> Bool {
        switch self {
        case .email: EmailFormat.matches(text)
        case .uri: URIFormat.matches(text, needsScheme: true)
        case .uriReference: URIFormat.matches(text, needsScheme: false)
        case .dateTime: TimeFormat.matchesDateTime(text)
        case .date: TimeFormat.matchesDate(text.utf8[...])
        case .time: TimeFormat.matchesTime(text.utf8[...])
        case .uuid: Self.matchesUUID(text)
        case .ipv4: AddressFormat.matchesIPv4(text.utf8[...])
        case .ipv6: AddressFormat.matchesIPv6(text)
        case .hostname: AddressFormat.matchesHostname(text)
        case .regex: Self.matchesPattern(text)
        }
    }

    /// The format in the words of a violation.
    var phrase: String {
        switch self {
        case .email: "an email address"
        case .uri: "an absolute URI"
        case .uriReference: "a URI or a relative reference"
        case .dateTime: "a date and time such as 2026-06-04T10:00:00.000Z"
        case .date: "a date such as 2026-06-04"
        case .time: "a time such as 10:00:00Z"
        case .uuid: "a UUID"
        case .ipv4: "an IPv4 address"
        case .ipv6: "an IPv6 address"
        case .hostname: "a host name"
        case .regex: "a regular expression"
        }
    }

    /// A text that has the format, for samples.
    var sample: String {
        switch self {
        case .email: "name@example.com"
        case .uri: "https://example.com/"
        case .uriReference: "/"
        case .dateTime: "2026-01-01T00:00:00.000Z"
        case .date: "2026-01-01"
        case .time: "00:00:00Z"
        case .uuid: "00000000-0000-4000-8000-000000000000"
        case .ipv4: "192.0.2.1"
        case .ipv6: "2001:db8::1"
        case .hostname: "example.com"
        case .regex: "^.*$"
        }
    }

    /// Whether the text is a regular expression, even one that is too large for this engine.
    private static func matchesPattern(_ text: String) -> Bool {
        do throws(PatternError) {
            _ = try Pattern(text)
            return true
        } catch {
            return error.isLimit
        }
    }

    /// Hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 9562).
    private static func matchesUUID(_ text: String) -> Bool {
        guard text.utf8.count == 36 else { return false }
        return text.utf8.enumerated().allSatisfy { index, byte in
            [8, 13, 18, 23].contains(index) ? byte == UInt8(ascii: "-") : byte.hexadecimalValue != nil
        }
    }
}
