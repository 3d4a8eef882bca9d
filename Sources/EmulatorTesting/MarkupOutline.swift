/// The elements of an XML document, or of an HTML page whose elements are all closed, in the order of their tags.
package struct MarkupOutline {
    /// An element with its attributes.
    package struct Element: Equatable {
        /// The name of the element.
        package let name: String
        /// The values of the attributes as they are in the document, with references.
        package let attributes: [String: String]
    }

    /// The elements in the order of their start tags.
    package private(set) var elements: [Element] = []

    /// Reads a document; throws if its tags are not balanced, or if a text or a value has an unescaped character.
    package init(_ text: String) throws {
        var open: [String] = []
        var rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            try Self.check(rest[..<start])
            guard let end = Self.end(of: rest[start...]) else { throw TestFailure("a tag does not end") }
            let tag = rest[rest.index(after: start)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("?") || tag.hasPrefix("!") { continue }
            guard !tag.hasPrefix("/") else {
                guard open.popLast() == String(tag.dropFirst()) else { throw TestFailure("<\(tag)> closes nothing") }
                continue
            }
            let element = try Self.element(tag.hasSuffix("/") ? tag.dropLast() : tag)
            elements.append(element)
            if !tag.hasSuffix("/"), element.name != "meta" { open.append(element.name) }
        }
        try Self.check(rest)
        guard open.isEmpty else { throw TestFailure("not closed: \(open)") }
    }

    /// The elements with a name.
    package func elements(_ name: String) -> [Element] { elements.filter { $0.name == name } }

    /// The end of a tag, which is not inside a quoted value.
    private static func end(of tag: Substring) -> Substring.Index? {
        var isQuoted = false
        return tag.indices.first { index in
            if tag[index] == "\"" { isQuoted.toggle() }
            return tag[index] == ">" && !isQuoted
        }
    }

    private static func element(_ tag: Substring) throws -> Element {
        let name = tag.prefix { !$0.isWhitespace }
        var attributes: [String: String] = [:]
        var rest = tag.dropFirst(name.count)
        while let match = rest.prefixMatch(of: /\s+([A-Za-z-]+)="([^"<]*)"/) {
            try check(match.2)
            attributes[String(match.1)] = String(match.2)
            rest = rest[match.range.upperBound...]
        }
        guard rest.allSatisfy(\.isWhitespace), !name.isEmpty else { throw TestFailure("not a tag: <\(tag)>") }
        return Element(name: String(name), attributes: attributes)
    }

    /// Throws if a text has an ampersand that begins no reference, or a character that XML 1.0 does not have.
    private static func check(_ text: Substring) throws {
        let references = text.matches(of: /&(?:amp|lt|gt|quot|#\d+);/).count
        let isClean = text.unicodeScalars.allSatisfy { $0.value >= 0x20 || ["\n", "\t", "\r"].contains($0) }
        guard references == text.count(where: { $0 == "&" }), isClean else { throw TestFailure("not escaped: \(text)") }
    }
}
