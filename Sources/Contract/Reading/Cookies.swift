/// Parses the Cookie header field.
package enum Cookies {
    /// The names and values in a `Cookie` field, in order (RFC 6265, section 4.2.1).
    package static func items(_ field: String?) -> [QueryItem] {
        (field ?? "").split(separator: ";").compactMap { pair in
            let pair = pair.drop { $0 == " " || $0 == "\t" }
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.count == 2 ? QueryItem(String(parts[0]), String(parts[1])) : nil
        }
    }
}
