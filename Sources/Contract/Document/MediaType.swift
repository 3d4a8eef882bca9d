import Documents

/// Compares media types and ranges.
enum MediaType {
    /// Whether bodies of a media type are JSON; parameters are ignored.
    static func isJSON(_ text: String) -> Bool {
        let name = essence(text)
        return name == "application/json" || name == "*/*" || name == "application/*" || name.hasSuffix("+json")
    }

    /// The type and subtype in lower case.
    static func essence(_ text: String) -> String {
        var name = text.utf8[...]
        if let semicolon = name.firstIndex(of: UInt8(ascii: ";")) { name = name[..<semicolon] }
        while name.first == UInt8(ascii: " ") { name.removeFirst() }
        while name.last == UInt8(ascii: " ") { name.removeLast() }
        return Substring(name).lowercased()
    }

    /// The number of wildcards in a media type or range: 0 for `text/plain`, 1 for `text/*`, 2 for `*/*`.
    static func wildcards(in range: String) -> Int {
        essence(range).utf8.count { $0 == UInt8(ascii: "*") }
    }

    /// Whether a media type or range matches a media type.
    static func covers(_ range: String, _ sent: String) -> Bool {
        let range = essence(range)
        let sent = essence(sent)
        if range == sent || range == "*/*" { return true }
        return range.hasSuffix("/*") && sent.hasPrefix(range.dropLast())
    }
}
