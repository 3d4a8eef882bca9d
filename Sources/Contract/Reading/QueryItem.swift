import Documents

/// One `name=value` of a query or form, decoded and as it was sent.
package struct QueryItem: Hashable, Sendable {
    /// The decoded name.
    package let name: String
    /// The decoded value; empty if there is no `=`.
    package let value: String
    /// The value before decoding, where a delimiter such as `,` differs from encoded data such as `%2C`.
    package let rawValue: String

    /// An item whose value is not percent-encoded.
    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
        rawValue = value
    }

    private init(_ item: Substring) {
        let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        name = Self.decoded(parts[0])
        rawValue = parts.count > 1 ? String(parts[1]) : ""
        value = Self.decoded(rawValue[...])
    }

    /// The items of a query or form in their order; an invalid percent-encoding such as `%zz` is kept as text.
    package static func items(_ query: String?) -> [QueryItem] {
        guard let query, !query.isEmpty else { return [] }
        return query.split(separator: "&").map(QueryItem.init)
    }

    /// Decodes `+` as a space and `%XX` as a byte (application/x-www-form-urlencoded).
    static func decoded(_ text: Substring) -> String {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(text)
        }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap(\.hexadecimalValue)
                guard digits.count == 2 else {
                    bytes.append(byte)
                    continue
                }
                bytes.append(digits[0] << 4 | digits[1])
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension String {
    /// The text with all bytes except letters, digits and `*-._` as `%XX`.
    var formEncoded: String {
        percentEncoded { $0.isLetterOrDigit || "*-._".utf8.contains($0) }
    }
}
