/// Lists in brackets and mappings in braces; YAML 1.2, 7.4.
extension YAMLReader {
    /// A node in a list or as a key, which is the key of a mapping if a colon follows.
    private enum FlowNode {
        case scalar(Scalar, SourceMap.Position, Properties?)
        case alias(String, SourceMap.Position)
        case collection(Reading)
    }

    /// Reads a list in brackets or a mapping in braces.
    mutating func readFlowCollection() throws(DiagnosticsError) -> Reading {
        try descend()
        defer { depth -= 1 }
        let start = position
        let isList = current == .openBracket
        index += 1
        skipToContent()
        return isList ? try readFlowList(from: start) : try readFlowMapping(from: start)
    }

    /// Moves over the comma behind a node; without one, the collection must end here.
    private mutating func finishFlowNode(
        before closing: UInt8,
        from start: SourceMap.Position
    ) throws(DiagnosticsError) {
        skipToContent()
        if current == .comma {
            index += 1
            skipToContent()
        } else if current != closing {
            throw flowEnd(before: closing, from: start)
        }
    }

    /// Whether a colon at the current place separates a key from a value.
    private var isFlowColon: Bool {
        current == .colon && (isBlank(at: index + 1) || bytes[index + 1].isFlowIndicator)
    }

    // MARK: Lists

    private mutating func readFlowList(from start: SourceMap.Position) throws(DiagnosticsError) -> Reading {
        var entry = SourceMap.Entry(value: start)
        var elements: [JSONValue] = []
        while current != .closeBracket {
            guard !isAtEnd else { throw unclosed("[", from: start) }
            let (element, child) = try readFlowEntry()
            elements.append(element)
            entry.children.append(child)
            try finishFlowNode(before: .closeBracket, from: start)
        }
        index += 1
        try count(elements.count)
        return (.array(elements), entry)
    }

    /// Reads an entry of a list, which may be a mapping of one member without braces.
    private mutating func readFlowEntry() throws(DiagnosticsError) -> Reading {
        let start = position
        if isIndicator(.question) || isFlowColon { return try readFlowPair(try readFlowKey(), from: start) }
        let node = try readFlowNode()
        skipBlanks()
        guard current == .colon else {
            guard line > start.line else { return try reading(of: node) }
            skipToContent()
            guard current != .colon else { throw invalid("in a list, a key and its colon should be in one line") }
            return try reading(of: node)
        }
        guard line == start.line else { throw invalid("in a list, a key and its colon should be in one line") }
        return try readFlowPair(try key(of: node), from: start)
    }

    /// Reads the rest of a mapping that is an entry of a list.
    private mutating func readFlowPair(
        _ key: Key,
        from start: SourceMap.Position
    ) throws(DiagnosticsError) -> Reading {
        try descend()
        defer { depth -= 1 }
        var mapping = Mapping(start: start)
        let (value, entry) = try readFlowMember()
        add(value, entry, for: key, to: &mapping)
        try finish(&mapping)
        return (.object(mapping.members), mapping.entry)
    }

    // MARK: Mappings

    private mutating func readFlowMapping(from start: SourceMap.Position) throws(DiagnosticsError) -> Reading {
        var mapping = Mapping(start: start)
        while current != .closeBrace {
            guard !isAtEnd else { throw unclosed("{", from: start) }
            let key = try readFlowKey()
            let (value, entry) = try readFlowMember()
            add(value, entry, for: key, to: &mapping)
            try finishFlowNode(before: .closeBrace, from: start)
        }
        index += 1
        try finish(&mapping)
        return (.object(mapping.members), mapping.entry)
    }

    private mutating func readFlowKey() throws(DiagnosticsError) -> Key {
        if isIndicator(.question) {
            index += 1
            skipToContent()
            if isFlowColon || current == .comma || current == .closeBrace || current == .closeBracket {
                return Key(name: "", position: position)
            }
        }
        return isFlowColon ? Key(name: "", position: position) : try key(of: try readFlowNode())
    }

    /// Reads the colon behind a key and the value behind the colon; the value is null if it is missing.
    private mutating func readFlowMember() throws(DiagnosticsError) -> Reading {
        skipToContent()
        guard current == .colon else { return (.null, SourceMap.Entry(value: position)) }
        index += 1
        skipToContent()
        switch current {
        case .comma, .closeBrace, .closeBracket: return (.null, SourceMap.Entry(value: position))
        default: return try reading(of: try readFlowNode())
        }
    }

    // MARK: Nodes

    private mutating func readFlowNode() throws(DiagnosticsError) -> FlowNode {
        let place = position
        var properties: Properties?
        while isDescribed {
            properties = try joined(properties, try readProperties(inFlow: true))
            skipToContent()
        }
        switch current {
        case .openBracket, .openBrace:
            guard let properties else { return .collection(try readFlowCollection()) }
            return .collection(define(try readFlowCollection(), properties))
        case .quote, .apostrophe: return .scalar(Scalar(text: try readQuoted(), isPlain: false), place, properties)
        case .asterisk:
            guard properties == nil else { throw invalid("an alias has neither an anchor nor a tag") }
            return .alias(try readAnchorName(), place)
        case .comma, .closeBracket, .closeBrace, .colon:
            guard properties != nil, current != .colon || isFlowColon else { break }
            return .scalar(Scalar(text: "", isPlain: true), place, properties)
        default: break
        }
        return .scalar(Scalar(text: try readFlowPlain(), isPlain: true), place, properties)
    }

    private mutating func reading(of node: FlowNode) throws(DiagnosticsError) -> Reading {
        switch node {
        case .scalar(let scalar, let place, let properties):
            return (value(of: scalar, properties), SourceMap.Entry(value: place))
        case .alias(let name, let place): return try alias(name, at: place)
        case .collection(let reading): return reading
        }
    }

    private mutating func key(of node: FlowNode) throws(DiagnosticsError) -> Key {
        switch node {
        case .scalar(let scalar, let place, let properties):
            let key = Key(name: scalar.text, position: place, isPlain: scalar.isPlain)
            guard let properties else { return key }
            return try define(key, properties)
        case .alias(let name, let place): return try key(of: name, at: place)
        case .collection(let reading): throw keyIsCollection(at: reading.entry.value)
        }
    }
}
