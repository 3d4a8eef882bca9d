/// How many requests no operation has matched, with the first different ones.
package struct UnmatchedCounts: Hashable, Sendable {
    /// The request line of a request, without the query.
    package struct Line: Hashable, Sendable {
        /// The method as it was sent.
        package let method: String
        /// The path, at most 200 characters of it.
        package let path: String
    }

    private static let limit = 100
    private static let longestPath = 200

    /// The number of all unmatched requests.
    package private(set) var total = 0
    /// The numbers of requests by request line, of at most a hundred different lines.
    package private(set) var lines: [Line: Int] = [:]

    /// No requests.
    package init() {}

    mutating func add(method: String, path: String) {
        add(1, of: Line(method: method, path: String(path.prefix(Self.longestPath))))
    }

    mutating func add(_ other: UnmatchedCounts) {
        for (line, count) in other.lines { add(count, of: line) }
        total += other.total - other.lines.values.reduce(0, +)
    }

    private mutating func add(_ count: Int, of line: Line) {
        total += count
        if lines.count < Self.limit || lines[line] != nil { lines[line, default: 0] += count }
    }
}
