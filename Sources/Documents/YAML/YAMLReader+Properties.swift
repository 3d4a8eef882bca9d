/// Anchors, aliases and tags; YAML 1.2, 6.9 and 7.1.
extension YAMLReader {
    /// The anchor and the tag before a node; a class, as few nodes have any, and a reference is small.
    final class Properties {
        let start: SourceMap.Position
        /// The number of values before the node.
        let valueCount: Int
        /// The greatest depth before the node.
        let deepest: Int
        var anchor: String?
        var tag: YAMLTag?

        init(start: SourceMap.Position, valueCount: Int, deepest: Int) {
            self.start = start
            self.valueCount = valueCount
            self.deepest = deepest
        }
    }

    /// A value that aliases can repeat.
    struct Anchor {
        let value: JSONValue
        let entry: SourceMap.Entry
        /// The text of the value, if it is a scalar: a key is its text.
        let scalar: Scalar?
        let valueCount: Int
        /// How many collections are in one another in it.
        let height: Int
    }

    /// Whether an anchor or a tag begins at the current place.
    var isDescribed: Bool { current == .ampersand || current == .exclamation }

    /// Reads the anchor and the tag at the current place, in any order, and the white space behind them in the line.
    mutating func readProperties(inFlow: Bool = false) throws(DiagnosticsError) -> Properties {
        let properties = Properties(start: position, valueCount: valueCount, deepest: deepest)
        deepest = depth
        while isDescribed {
            let place = position
            if current == .ampersand {
                guard properties.anchor == nil else { throw invalid("a value has one anchor only", at: place) }
                properties.anchor = try readAnchorName()
            } else {
                guard properties.tag == nil else { throw invalid("a value has one tag only", at: place) }
                properties.tag = try readTag()
            }
            guard isBlank(at: index) || inFlow && current.isFlowIndicator else {
                throw invalid("a space should follow an anchor or a tag")
            }
            skipBlanks()
        }
        return properties
    }

    /// The properties in several lines before one node.
    func joined(_ first: Properties?, _ second: Properties) throws(DiagnosticsError) -> Properties {
        guard let first else { return second }
        guard first.anchor == nil || second.anchor == nil else {
            throw invalid("a value has one anchor only", at: second.start)
        }
        guard first.tag == nil || second.tag == nil else { throw invalid("a value has one tag only", at: second.start) }
        first.anchor = first.anchor ?? second.anchor
        first.tag = first.tag ?? second.tag
        return first
    }

    /// Reads the name behind `&` or `*`.
    mutating func readAnchorName() throws(DiagnosticsError) -> String {
        let isAlias = current == .asterisk
        index += 1
        let start = index
        while !isBlank(at: index), !bytes[index].isFlowIndicator { index += 1 }
        // The colon of `*name: value` belongs to the name only if there is such an anchor.
        if isAlias, index > start + 1, bytes[index - 1] == .colon, anchors[text(start..<index)] == nil { index -= 1 }
        guard index > start else {
            let indicator = isAlias ? "*" : "&"
            throw invalid("a name should follow `\(indicator)`; a text that begins with it needs quotation marks")
        }
        return text(start..<index)
    }

    // MARK: Definitions

    /// Describes a collection that has been read, and keeps it for aliases.
    mutating func define(_ reading: Reading, _ properties: Properties) -> Reading {
        var reading = reading
        reading.entry.value = properties.start
        keep(reading, scalar: nil, properties)
        return reading
    }

    /// Describes a key, and keeps it for aliases.
    mutating func define(_ key: Key, _ properties: Properties) throws(DiagnosticsError) -> Key {
        guard !key.isAlias else { throw invalid("an alias has neither an anchor nor a tag", at: properties.start) }
        var key = key
        key.position = properties.start
        _ = value(of: Scalar(text: key.name, isPlain: key.isPlain), properties)
        return key
    }

    /// The value of a scalar by its tag, kept for aliases if it has an anchor.
    mutating func value(of scalar: Scalar, _ properties: Properties?) -> JSONValue {
        guard let properties else { return scalar.value(as: nil) }
        let value = scalar.value(as: properties.tag)
        keep((value, SourceMap.Entry(value: properties.start)), scalar: scalar, properties)
        return value
    }

    private mutating func keep(_ reading: Reading, scalar: Scalar?, _ properties: Properties) {
        if let name = properties.anchor {
            anchors[name] = Anchor(
                value: reading.value,
                entry: reading.entry,
                scalar: scalar,
                valueCount: valueCount - properties.valueCount + 1,
                height: deepest - depth
            )
        }
        deepest = max(deepest, properties.deepest)
    }

    // MARK: Aliases

    /// Reads an alias as a value; it has the position of the value that it repeats.
    mutating func readAlias(described properties: Properties?) throws(DiagnosticsError) -> Reading {
        let place = position
        guard properties == nil else { throw invalid("an alias has neither an anchor nor a tag", at: place) }
        return try alias(try readAnchorName(), at: place)
    }

    /// The value that an alias stands for.
    mutating func alias(_ name: String, at place: SourceMap.Position) throws(DiagnosticsError) -> Reading {
        let anchor = try anchor(name, at: place)
        try requireDepth(depth + anchor.height)
        deepest = max(deepest, depth + anchor.height)
        try count(anchor.valueCount - 1)
        return (anchor.value, anchor.entry)
    }

    func anchor(_ name: String, at place: SourceMap.Position) throws(DiagnosticsError) -> Anchor {
        if let anchor = anchors[name] { return anchor }
        let suggestion = name.closest(among: anchors.keys.sorted()).map { "did you mean `*\($0)`?" }
        throw invalid("no value above has the anchor `&\(name)`", at: place, hint: suggestion)
    }
}
