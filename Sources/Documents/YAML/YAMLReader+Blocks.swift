/// Lists with hyphens and mappings with keys in lines; YAML 1.2, chapter 8.
extension YAMLReader {
    /// Reads the node at the current place, whose column is greater than that of the collection around it.
    ///
    /// `properties` are the anchor and the tag in the lines above. If the node is the value of a key in the column `parent`
    /// (`isBesideKey`), a list may have that column, too.
    mutating func readNode(
        deeperThan parent: Int,
        described properties: Properties? = nil,
        isBesideKey: Bool = false
    ) throws(DiagnosticsError) -> Reading {
        if isIndicator(.hyphen) {
            guard let properties else { return try readSequence() }
            return define(try readSequence(), properties)
        }
        let start = position
        let indentation = column
        let isBehindTab = isBehindTab
        let own = isDescribed ? try readProperties() : nil
        guard let key = try readKey() else {
            if isBehindTab, self.indentation <= parent, isIndentation(before: start) { throw tabInIndentation() }
            guard let own else { return try readInline(in: parent, described: properties) }
            return try readDescribed(try joined(properties, own), in: parent, isBesideKey: isBesideKey)
        }
        guard !isBehindTab else { throw tabInIndentation() }
        let first = if let own { try define(key, own) } else { key }
        guard let properties else { return try readMapping(first, from: start, at: indentation) }
        return define(try readMapping(first, from: start, at: indentation), properties)
    }

    /// Reads what follows an anchor or a tag: a value in the same line, or a node in the lines below.
    mutating func readDescribed(
        _ properties: Properties,
        in parent: Int,
        isBesideKey: Bool
    ) throws(DiagnosticsError) -> Reading {
        guard current == .newline || isComment else { return try readInline(in: parent, described: properties) }
        skipToContent()
        if !isAtEnd, column > parent || isBesideKey && column == parent && isIndicator(.hyphen) {
            return try readNode(deeperThan: parent, described: properties, isBesideKey: isBesideKey)
        }
        let empty = Scalar(text: "", isPlain: true)
        return (value(of: empty, properties), SourceMap.Entry(value: properties.start))
    }

    // MARK: Lists

    private mutating func readSequence() throws(DiagnosticsError) -> Reading {
        try descend()
        defer { depth -= 1 }
        let indentation = column
        var elements: [JSONValue] = []
        var entry = SourceMap.Entry(value: position)
        while !isAtEnd, column == indentation, isIndicator(.hyphen) {
            try requireSpaces()
            index += 1
            let (element, child) = try readEntry(in: indentation)
            elements.append(element)
            entry.children.append(child)
            skipToContent()
        }
        guard isAtEnd || column <= indentation else {
            throw wrongIndentation("the entries of the list", from: entry.value, indentation)
        }
        try count(elements.count)
        return (.array(elements), entry)
    }

    /// Reads what follows the hyphen of an entry, or another indicator that may have a whole node behind it.
    private mutating func readEntry(in indentation: Int) throws(DiagnosticsError) -> Reading {
        let end = position
        skipToContent()
        return isAtEnd || column <= indentation
            ? (.null, SourceMap.Entry(value: end)) : try readNode(deeperThan: indentation)
    }

    // MARK: Mappings

    private mutating func readMapping(
        _ first: Key,
        from start: SourceMap.Position,
        at indentation: Int
    ) throws(DiagnosticsError) -> Reading {
        try descend()
        defer { depth -= 1 }
        var mapping = Mapping(start: start)
        var key = first
        while true {
            let (value, entry) =
                key.isExplicit ? try readExplicitMember(in: indentation) : try readMember(in: indentation)
            add(value, entry, for: key, to: &mapping)
            skipToContent()
            guard !isAtEnd, column == indentation else { break }
            key = try readNextKey(from: start)
        }
        guard isAtEnd || column < indentation else {
            throw wrongIndentation("the keys of the mapping", from: start, indentation)
        }
        try finish(&mapping)
        return (.object(mapping.members), mapping.entry)
    }

    /// Reads what follows the colon of a key: a value in the same line, or a node in the lines below.
    private mutating func readMember(in indentation: Int) throws(DiagnosticsError) -> Reading {
        let end = position
        skipBlanks()
        guard current == .newline || isComment else { return try readInline(in: indentation) }
        return try readBelow(in: indentation, or: end)
    }

    /// Reads the line with a colon that belongs to a key behind `?`; without one, the value is null.
    private mutating func readExplicitMember(in indentation: Int) throws(DiagnosticsError) -> Reading {
        skipToContent()
        guard !isAtEnd, column == indentation, isIndicator(.colon) else {
            return (.null, SourceMap.Entry(value: nextPosition))
        }
        try requireSpaces()
        index += 1
        let end = position
        return try readBelow(in: indentation, or: end)
    }

    /// Reads the node that comes next if it belongs to a key in a column; else the value is null, at a position.
    private mutating func readBelow(
        in indentation: Int,
        or end: SourceMap.Position
    ) throws(DiagnosticsError) -> Reading {
        skipToContent()
        if !isAtEnd, column > indentation { return try readNode(deeperThan: indentation, isBesideKey: true) }
        // A list may have the column of the key that it belongs to.
        if !isAtEnd, column == indentation, isIndicator(.hyphen) { return try readNode(deeperThan: indentation - 1) }
        return (.null, SourceMap.Entry(value: end))
    }
}
