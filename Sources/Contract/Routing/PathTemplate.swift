import Documents

/// A path of a contract, such as `/v1/customers/{id}`, split into segments.
struct PathTemplate: Hashable, Sendable {
    /// A part of a segment.
    enum Part: Hashable, Sendable {
        case literal([UInt8])
        case capture
    }

    /// A segment between slashes.
    enum Segment: Hashable, Sendable {
        case literal([UInt8])
        case capture
        /// A text with captures, such as `{id}.json`.
        case mixed([Part])
    }

    let segments: [Segment]
    /// The names of the captures from left to right.
    let names: [String]
    /// Whether a slash follows the last segment.
    let endsWithSlash: Bool

    /// Parses a template; empty segments are ignored.
    init(_ text: String) {
        var names: [String] = []
        segments = text.split(separator: "/").map { Self.segment($0, &names) }
        self.names = names
        endsWithSlash = text.hasSuffix("/") && !segments.isEmpty
    }

    /// The names between braces, from left to right.
    static func names(in text: String) -> [String] { PathTemplate(text).names }

    private static func segment(_ text: Substring, _ names: inout [String]) -> Segment {
        var parts: [Part] = []
        var rest = text
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
            if open > rest.startIndex { parts.append(.literal(literal(rest[..<open]))) }
            parts.append(.capture)
            names.append(String(rest[rest.index(after: open)..<close]))
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(literal(rest))) }
        guard parts.count == 1, let only = parts.first else { return .mixed(parts) }
        return switch only {
        case .literal(let bytes): .literal(bytes)
        case .capture: .capture
        }
    }

    /// The percent-decoded bytes of a literal, as literals are compared in this form.
    private static func literal(_ text: Substring) -> [UInt8] {
        Array((String(text).percentDecoded ?? String(text)).utf8)
    }
}

extension [PathTemplate.Part] {
    /// The texts of the captures if the whole segment matches; each capture is as short as possible but not empty.
    func match(_ segment: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        var search = SegmentSearch(parts: self)
        return search.match(from: 0, segment)
    }
}

/// Matches a segment; remembers where parts have failed, so that they are not tried there again.
private struct SegmentSearch {
    private struct Attempt: Hashable {
        let part: Int
        let position: Int
    }

    let parts: [PathTemplate.Part]
    private var failed: Set<Attempt> = []

    init(parts: [PathTemplate.Part]) {
        self.parts = parts
    }

    mutating func match(from part: Int, _ segment: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        guard part < parts.count else { return segment.isEmpty ? [] : nil }
        let attempt = Attempt(part: part, position: segment.startIndex)
        guard !failed.contains(attempt) else { return nil }
        if let found = find(from: part, segment) { return found }
        failed.insert(attempt)
        return nil
    }

    private mutating func find(from part: Int, _ segment: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
        switch parts[part] {
        case .literal(let bytes):
            return segment.starts(with: bytes) ? match(from: part + 1, segment.dropFirst(bytes.count)) : nil
        case .capture:
            guard !segment.isEmpty else { return nil }
            if part == parts.count - 1 { return [segment] }
            for end in segment.indices.dropFirst() {
                if let others = match(from: part + 1, segment[end...]) { return [segment[..<end]] + others }
            }
            return nil
        }
    }
}
