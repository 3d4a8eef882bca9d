/// What the tag of a scalar says about its type.
enum YAMLTag {
    /// `!!str`, or `!`, by which a scalar is not typed.
    case string
    /// `!!int`, `!!float`, `!!bool` or `!!null`: the text decides, even if it has quotation marks.
    case typed
    /// Any other tag, which decides nothing.
    case other

    /// What a full tag says.
    init(_ tag: String) {
        switch tag {
        case "!", "tag:yaml.org,2002:str": self = .string
        case "tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null":
            self = .typed
        default: self = .other
        }
    }
}

extension YAMLReader {
    /// A scalar before its type is known.
    struct Scalar {
        var text: String
        /// Whether it has no quotation marks and is not a block of lines, so that the text may decide the type.
        var isPlain: Bool

        func value(as tag: YAMLTag?) -> JSONValue {
            switch tag {
            case .string: .string(text)
            case .typed: JSONValue(plainYAML: text)
            case .other, nil: isPlain ? JSONValue(plainYAML: text) : .string(text)
            }
        }
    }

    /// Reads a tag from its `!` on.
    mutating func readTag() throws(DiagnosticsError) -> YAMLTag {
        let start = index
        let place = position
        index += 1
        if !isAtEnd, current == UInt8(ascii: "<") { return try readVerbatimTag(at: place) }
        var nameStart = start + 1
        while !isBlank(at: index), !bytes[index].isFlowIndicator {
            if bytes[index] == .exclamation { nameStart = index + 1 }
            index += 1
        }
        let handle = text(start..<nameStart)
        let name = text(nameStart..<index)
        if handle == "!", name.isEmpty { return .string }
        guard !name.isEmpty else { throw invalid("the tag `\(handle)` has no name", at: place) }
        let standard = ["!": "!", "!!": "tag:yaml.org,2002:"]
        guard let prefix = tagPrefixes[handle] ?? standard[handle] else {
            throw invalid("no `%TAG` line explains `\(handle)`", at: place)
        }
        return try tag(prefix + name, at: place)
    }

    /// Reads a tag in angle brackets.
    private mutating func readVerbatimTag(at place: SourceMap.Position) throws(DiagnosticsError) -> YAMLTag {
        let start = index + 1
        while !isBlank(at: index), bytes[index] != .greater { index += 1 }
        guard !isBlank(at: index), index > start else {
            throw invalid("a tag with `<` is written `!<tag>`, without spaces", at: place)
        }
        index += 1
        return try tag(text(start..<index - 1), at: place)
    }

    private func tag(_ encoded: String, at place: SourceMap.Position) throws(DiagnosticsError) -> YAMLTag {
        guard let tag = encoded.percentDecoded else {
            throw invalid("in a tag, `%` should be followed by two hexadecimal digits", at: place)
        }
        return YAMLTag(tag)
    }
}
