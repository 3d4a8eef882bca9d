import Documents

/// The few things that need to be known about media types.
enum MediaType {
    /// Whether bodies of that type are JSON; parameters count for nothing.
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

    /// How unprecise a media type or range is: 0 for `text/plain`, 1 for `text/*`, 2 for `*/*`.
    static func wildcards(in range: String) -> Int {
        essence(range).utf8.count { $0 == UInt8(ascii: "*") }
    }

    /// Whether a media type or range of the contract covers the one that was sent.
    static func covers(_ range: String, _ sent: String) -> Bool {
        let range = essence(range)
        let sent = essence(sent)
        if range == sent || range == "*/*" { return true }
        return range.hasSuffix("/*") && sent.hasPrefix(range.dropLast())
    }
}
