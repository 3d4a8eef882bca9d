import OrderedCollections

extension PlainYAMLReader {
    /// Reads the node at the current place, whose column is greater than that of the collection around it.
    mutating func readNode(deeperThan parent: Int) throws(Unsupported) -> Reading {
        guard !isAtEnd, column > parent, depth < Self.maximumDepth else { throw Unsupported() }
        depth += 1
        defer { depth -= 1 }
        if isDash { return try readSequence() }
        return keyEnd == nil ? try readInline(in: parent) : try readMapping()
    }

    /// Whether an entry of a block sequence begins at the current place.
    private var isDash: Bool { current == .hyphen && isBlank(at: index + 1) }

    private mutating func readSequence() throws(Unsupported) -> Reading {
        let indentation = column
        var elements: [JSONValue] = []
        var entry = SourceMap.Entry(value: position)
        while !isAtEnd, column == indentation, isDash {
            index += 1
            let (element, child) = try readEntry(in: indentation)
            elements.append(element)
            entry.children.append(child)
            skipToContent()
        }
        guard isAtEnd || column <= indentation else { throw Unsupported() }
        return (.array(elements), entry)
    }

    /// Reads what follows the hyphen of an entry.
    private mutating func readEntry(in indentation: Int) throws(Unsupported) -> Reading {
        let end = position
        skipToContent()
        return isAtEnd || column <= indentation
            ? (.null, SourceMap.Entry(value: end)) : try readNode(deeperThan: indentation)
    }

    private mutating func readMapping() throws(Unsupported) -> Reading {
        let indentation = column
        var members = JSONObject()
        var entry = SourceMap.Entry(value: position)
        while !isAtEnd, column == indentation {
            let place = position
            let name = try readKey()
            var (value, child) = try readMember(in: indentation)
            child.key = place
            guard members.updateValue(value, forKey: name) == nil else { throw Unsupported() }
            entry.children.append(child)
            skipToContent()
        }
        guard isAtEnd || column < indentation else { throw Unsupported() }
        return (.object(members), entry)
    }

    /// Reads what follows the colon of a key: a value in the same line, or a node in the lines below.
    private mutating func readMember(in indentation: Int) throws(Unsupported) -> Reading {
        let end = position
        skipSpaces()
        guard current == .newline || isComment else { return try readInline(in: indentation) }
        skipToContent()
        if !isAtEnd, column > indentation { return try readNode(deeperThan: indentation) }
        // A sequence may have the column of the key that it belongs to.
        if !isAtEnd, column == indentation, isDash { return try readNode(deeperThan: indentation - 1) }
        return (.null, SourceMap.Entry(value: end))
    }

    // MARK: Keys

    /// Reads a key and the colon behind it.
    private mutating func readKey() throws(Unsupported) -> String {
        guard let end = keyEnd, end - index <= Self.maximumKeyLength else { throw Unsupported() }
        let name: String
        switch current {
        case .quote, .apostrophe:
            name = try readQuoted()
            guard index == end else { throw Unsupported() }
        default:
            name = text(index..<end)
            // The members of another mapping are merged into this one.
            guard name != "<<" else { throw Unsupported() }
        }
        index = end + 1
        return name
    }

    /// The index of the colon, if a key begins at the current place.
    private var keyEnd: Int? {
        if current == .quote || current == .apostrophe { return quotedKeyEnd }
        guard canBeginPlain else { return nil }
        var place = index
        while place < bytes.count, bytes[place] != .newline {
            if bytes[place] == .colon, isBlank(at: place + 1) { return bytes[place - 1] == .space ? nil : place }
            if bytes[place] == .hash, bytes[place - 1] == .space { return nil }
            place += 1
        }
        return nil
    }

    /// The index of the colon behind the second quotation mark; nil if there is none.
    private var quotedKeyEnd: Int? {
        var place = index + 1
        while place < bytes.count, bytes[place] != .newline {
            if bytes[place] == current {
                if place + 1 < bytes.count, bytes[place + 1] == .colon {
                    return isBlank(at: place + 2) ? place + 1 : nil
                }
                // Two apostrophes are one in the text.
                guard place + 1 < bytes.count, bytes[place + 1] == .apostrophe, current == .apostrophe else {
                    return nil
                }
                place += 1
            }
            place += bytes[place] == .backslash && current == .quote ? 2 : 1
        }
        return nil
    }
}
