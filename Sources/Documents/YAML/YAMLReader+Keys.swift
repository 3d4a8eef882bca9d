extension YAMLReader {
    /// A key of a mapping.
    struct Key {
        let name: String
        /// Where the key begins, or the anchor or tag before it.
        var position: SourceMap.Position
        /// Whether it has no quotation marks: only such a key `<<` merges another mapping.
        var isPlain = true
        /// Whether it stands behind `?`, so that its colon is in a line of its own.
        var isExplicit = false
        /// Whether it is the value of an anchor.
        var isAlias = false
    }

    /// Reads a key and the colon behind it; nil, at the same place, if no key begins here.
    mutating func readKey() throws(DiagnosticsError) -> Key? {
        switch current {
        case .quote, .apostrophe: return try readQuotedKey()
        case .asterisk: return try readAliasKey()
        case .question where isBlank(at: index + 1): return try readExplicitKey()
        case .colon where isBlank(at: index + 1):
            let key = Key(name: "", position: position)
            index += 1
            return key
        default: return try readPlainKey()
        }
    }

    /// Reads the next key of a mapping.
    mutating func readNextKey(from start: SourceMap.Position) throws(DiagnosticsError) -> Key {
        try requireSpaces()
        let properties = isDescribed ? try readProperties() : nil
        guard let key = try readKey() else { throw missingKey(in: start) }
        guard let properties else { return key }
        return try define(key, properties)
    }

    // MARK: In a line

    private mutating func readPlainKey() throws(DiagnosticsError) -> Key? {
        guard canBeginPlain, let colon = plainKeyEnd else { return nil }
        var end = colon
        while isBlank(at: end - 1) { end -= 1 }
        try requireKeyLength(end)
        let key = Key(name: try plainText(index..<end), position: position)
        index = colon + 1
        return key
    }

    /// The index of the colon behind a plain key; nil if there is none in the line.
    private var plainKeyEnd: Int? {
        var place = index
        while place < textEnd, bytes[place] != .newline {
            if bytes[place] == .colon, isBlank(at: place + 1) { return place }
            if bytes[place] == .hash, isBlank(at: place - 1) { return nil }
            place += 1
        }
        return nil
    }

    private mutating func readQuotedKey() throws(DiagnosticsError) -> Key? {
        guard let colon = quotedKeyEnd else { return nil }
        try requireKeyLength(colon)
        let place = position
        let key = Key(name: try readQuoted(), position: place, isPlain: false)
        index = colon + 1
        return key
    }

    /// The index of the colon behind the second quotation mark; nil if there is none in the line.
    private var quotedKeyEnd: Int? {
        let quote = current
        var place = index + 1
        while place < textEnd, bytes[place] != .newline {
            if bytes[place] == quote {
                // Two apostrophes are one in the text.
                guard quote == .apostrophe, place + 1 < textEnd, bytes[place + 1] == quote else { break }
                place += 1
            }
            place += bytes[place] == .backslash && quote == .quote ? 2 : 1
        }
        guard place < textEnd, bytes[place] == quote else { return nil }
        place += 1
        while place < textEnd, bytes[place] == .space || bytes[place] == .tab { place += 1 }
        return place < textEnd && bytes[place] == .colon && isBlank(at: place + 1) ? place : nil
    }

    private mutating func readAliasKey() throws(DiagnosticsError) -> Key? {
        let start = index
        let place = position
        let name = try readAnchorName()
        skipBlanks()
        guard isIndicator(.colon) else {
            index = start
            return nil
        }
        index += 1
        return try key(of: name, at: place)
    }

    /// The key that an alias stands for.
    mutating func key(of alias: String, at place: SourceMap.Position) throws(DiagnosticsError) -> Key {
        let anchor = try anchor(alias, at: place)
        guard let scalar = anchor.scalar else { throw keyIsCollection(at: anchor.entry.value) }
        return Key(name: scalar.text, position: anchor.entry.value, isPlain: scalar.isPlain, isAlias: true)
    }

    /// Checks the length of the key from the current place to an index.
    private mutating func requireKeyLength(_ end: Int) throws(DiagnosticsError) {
        guard end - index > Self.maximumKeyLength else { return }
        guard bytes[index..<end].count(where: { $0 & 0xC0 != 0x80 }) > Self.maximumKeyLength else { return }
        throw invalid("a key of more than \(Self.maximumKeyLength) characters needs `? ` before it")
    }

    // MARK: Behind a question mark

    /// Reads a key from its `?` on; its colon, if there is one, begins a line.
    private mutating func readExplicitKey() throws(DiagnosticsError) -> Key {
        let indentation = column
        index += 1
        let end = position
        skipToContent()
        guard !isAtEnd, column > indentation else {
            if !isAtEnd, column == indentation, isIndicator(.hyphen) { throw keyIsCollection(at: position) }
            return Key(name: "", position: end, isExplicit: true)
        }
        let place = position
        let properties = isDescribed ? try readProperties() : nil
        var key: Key
        if current == .asterisk {
            key = try self.key(of: try readAnchorName(), at: place)
            try finishLine()
        } else {
            skipToContent()
            let isEmpty = properties != nil && (isAtEnd || column <= indentation)
            let scalar = isEmpty ? Scalar(text: "", isPlain: true) : try readKeyScalar(in: indentation)
            key = Key(name: scalar.text, position: place, isPlain: scalar.isPlain)
        }
        key.isExplicit = true
        guard let properties else { return key }
        return try define(key, properties)
    }

    private mutating func readKeyScalar(in parent: Int) throws(DiagnosticsError) -> Scalar {
        let place = position
        let isCollection =
            switch current {
            case .openBracket, .openBrace: true
            case .hyphen, .question, .colon: isBlank(at: index + 1)
            case .quote, .apostrophe: quotedKeyEnd != nil
            default: canBeginPlain && plainKeyEnd != nil
            }
        guard !isCollection else { throw keyIsCollection(at: place) }
        return try readScalar(in: parent)
    }
}
