import Documents

/// A path that is being matched, with the ranges of the captures so far.
struct RouteSearch {
    private let bytes: [UInt8]
    private let hasEscapes: Bool
    var captures: [Range<Int>] = []

    init(path: String) {
        bytes = Array(path.utf8)
        hasEscapes = bytes.contains(UInt8(ascii: "%"))
    }

    var endsWithSlash: Bool { bytes.last == UInt8(ascii: "/") }

    /// The next segment at or after a position; slashes before it are skipped; nil at the end.
    func segment(from position: Int) -> Range<Int>? {
        var start = position
        while start < bytes.count, bytes[start] == UInt8(ascii: "/") { start += 1 }
        guard start < bytes.count else { return nil }
        var end = start
        while end < bytes.count, bytes[end] != UInt8(ascii: "/") { end += 1 }
        return start..<end
    }

    /// Whether a segment, percent-decoded, equals a literal.
    func equals(_ segment: Range<Int>, _ literal: [UInt8]) -> Bool {
        if hasEscapes, bytes[segment].contains(UInt8(ascii: "%")) {
            return String(percentDecoding: bytes[segment]).map { $0.utf8.elementsEqual(literal) } ?? false
        }
        guard segment.count == literal.count else { return false }
        for offset in literal.indices where bytes[segment.lowerBound + offset] != literal[offset] { return false }
        return true
    }

    /// Matches a mixed segment and adds its captures; returns false if it does not match.
    mutating func capture(_ segment: Range<Int>, with parts: [PathTemplate.Part]) -> Bool {
        guard let values = parts.match(bytes[segment]) else { return false }
        captures += values.map { $0.startIndex..<$0.endIndex }
        return true
    }

    /// The decoded values of the captures; nil if one of them is not percent-encoded UTF-8.
    func decodedCaptures() -> [String]? {
        var values: [String] = []
        guard !captures.isEmpty else { return values }
        values.reserveCapacity(captures.count)
        for range in captures {
            let value =
                hasEscapes
                ? String(percentDecoding: bytes[range]) : String(utf8: bytes.span.extracting(range))
            guard let value else { return nil }
            values.append(value)
        }
        return values
    }
}
