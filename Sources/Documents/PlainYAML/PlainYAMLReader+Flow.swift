import OrderedCollections

extension PlainYAMLReader {
    /// Reads a list in brackets or a mapping in braces.
    mutating func readFlowCollection() throws(Unsupported) -> Reading {
        guard depth < Self.maximumDepth else { throw Unsupported() }
        depth += 1
        defer { depth -= 1 }
        let entry = SourceMap.Entry(value: position)
        let isList = current == .openBracket
        index += 1
        return isList ? try readFlowList(entry) : try readFlowMapping(entry)
    }

    private mutating func readFlowList(_ begun: SourceMap.Entry) throws(Unsupported) -> Reading {
        var entry = begun
        var elements: [JSONValue] = []
        skipToContent()
        while current != .closeBracket {
            let (element, child) = try readFlowNode()
            elements.append(element)
            entry.children.append(child)
            try finishFlowNode(before: .closeBracket)
        }
        try skipClosing()
        return (.array(elements), entry)
    }

    private mutating func readFlowMapping(_ begun: SourceMap.Entry) throws(Unsupported) -> Reading {
        var entry = begun
        var members = JSONObject()
        skipToContent()
        while current != .closeBrace {
            let place = position
            let name = try readFlowKey()
            skipToContent()
            var (value, child) = try readFlowNode()
            child.key = place
            guard members.updateValue(value, forKey: name) == nil else { throw Unsupported() }
            entry.children.append(child)
            try finishFlowNode(before: .closeBrace)
        }
        try skipClosing()
        return (.object(members), entry)
    }

    private mutating func skipClosing() throws(Unsupported) {
        guard !isAtEnd else { throw Unsupported() }
        index += 1
    }

    /// Moves over the comma behind a node; without one, the collection must end here.
    private mutating func finishFlowNode(before closing: UInt8) throws(Unsupported) {
        skipToContent()
        if current == .comma {
            index += 1
            skipToContent()
        } else if current != closing {
            throw Unsupported()
        }
    }

    /// Reads a key and the colon behind it.
    private mutating func readFlowKey() throws(Unsupported) -> String {
        let start = index
        let name: String
        if current == .quote || current == .apostrophe {
            name = try readQuoted()
        } else {
            name = text(try readFlowPlain())
            // The members of another mapping are merged into this one.
            guard name != "<<" else { throw Unsupported() }
        }
        guard current == .colon, isBlank(at: index + 1), index - start <= Self.maximumKeyLength else {
            throw Unsupported()
        }
        index += 1
        return name
    }

    private mutating func readFlowNode() throws(Unsupported) -> Reading {
        let entry = SourceMap.Entry(value: position)
        switch current {
        case .openBracket, .openBrace: return try readFlowCollection()
        case .quote, .apostrophe: return (.string(try readQuoted()), entry)
        default: return (JSONValue(plainYAML: text(try readFlowPlain())), entry)
        }
    }

    /// Reads a plain scalar in one line, which ends before `,`, a bracket, a brace, a colon with a space, or a comment.
    private mutating func readFlowPlain() throws(Unsupported) -> Range<Int> {
        guard canBeginPlain else { throw Unsupported() }
        let start = index
        var end = index
        scan: while current != .newline {
            switch current {
            case .comma, .openBracket, .closeBracket, .openBrace, .closeBrace: break scan
            case .colon:
                if isBlank(at: index + 1) { break scan }
                guard !isFlowIndicator(at: index + 1) else { throw Unsupported() }
                index += 1
                end = index
            case .hash where bytes[index - 1] == .space: break scan
            case .space: index += 1
            default:
                index += 1
                end = index
            }
        }
        return start..<end
    }

    private func isFlowIndicator(at index: Int) -> Bool {
        switch bytes[index] {
        case .comma, UInt8(ascii: "?"), .openBracket, .closeBracket, .openBrace, .closeBrace: true
        default: false
        }
    }
}
