package import NIOHTTP1

extension HTTPHeaders {
    /// The combined value of all lines of a field; nil if there is none (RFC 9110, section 5.3).
    ///
    /// Lines are joined with a comma, those of Cookie with a semicolon. A field of ``SingletonFields`` has the value of
    /// its first line, as the server refuses lines that differ; so has Set-Cookie, whose lines cannot be joined.
    package func combined(_ name: String) -> String? {
        guard let first = first(name: name) else { return nil }
        guard count(where: { $0.name.hasSameLetters(as: name) }) > 1, !Self.standsAlone(name) else { return first }
        return self[name].joined(separator: name.equalsIgnoringCase("cookie") ? "; " : ", ")
    }

    /// Every field once, with the combined value of its lines.
    package var combined: [(name: String, value: String)] {
        var seen: Set<String> = []
        return compactMap { name, _ in
            guard seen.insert(name.lowercased()).inserted else { return nil }
            return combined(name).map { (name, $0) }
        }
    }

    private static func standsAlone(_ name: String) -> Bool {
        SingletonFields.contains(name) || name.equalsIgnoringCase("set-cookie")
    }

    /// Whether any value has whitespace around it.
    var arePadded: Bool { contains { $0.value.isPadded } }

    /// The fields without the whitespace around their values, which is not part of them (RFC 9112, section 5.1).
    ///
    /// The server trims every request once with this, so the rest of the code need not.
    var trimmed: HTTPHeaders { HTTPHeaders(map { ($0.name, String($0.value.withoutPadding)) }) }
}

extension String {
    fileprivate var isPadded: Bool {
        guard let first = utf8.first, let last = utf8.last else { return false }
        return FieldList.isWhitespace(first) || FieldList.isWhitespace(last)
    }

    fileprivate var withoutPadding: Substring {
        FieldList.trimmed(self[...])
    }

    fileprivate func hasSameLetters(as name: String) -> Bool {
        guard utf8.count == name.utf8.count else { return false }
        return zip(utf8, name.utf8).allSatisfy { one, other in
            one == other || (one ^ other == 0x20 && (0x61...0x7A).contains(one | 0x20))
        }
    }
}
