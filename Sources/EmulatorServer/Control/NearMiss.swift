import Contract
import Documents

/// Finds the operations that an unmatched request was probably meant for.
struct NearMiss: Sendable {
    private struct Candidate: Sendable {
        let method: String
        let path: String
        let segments: [String]
    }

    /// The greatest distance of a match: 1 for a segment that is added, missing or different, 0.5 for another method.
    private static let tolerance = 1.5
    private static let shown = 3
    private let candidates: [Candidate]

    init(_ contract: Contract) {
        candidates = contract.operations.map { operation in
            Candidate(
                method: operation.method,
                path: operation.fullPath,
                segments: Self.segments(of: operation.fullPath)
            )
        }
    }

    /// The nearest operations as sentences such as "GET /v1/me exists", the nearest first.
    func texts(method: String, path: String) -> [String] {
        let sent = Self.segments(of: path)
        let comparable = candidates.filter { abs($0.segments.count - sent.count) <= 1 }
        let ranked = comparable.map { candidate in
            let distance = Self.distance(from: sent, to: candidate.segments)
            return (candidate: candidate, distance: distance + (candidate.method == method ? 0 : 0.5))
        }
        let near = ranked.filter { $0.distance <= Self.tolerance }.sorted { $0.distance < $1.distance }
        return near.prefix(Self.shown).map { "\($0.candidate.method) \($0.candidate.path) exists" }
    }

    private static func segments(of path: String) -> [String] {
        path.split(separator: "/").map(String.init)
    }

    /// The edit distance between two lists of segments; a path parameter matches any segment at a small cost.
    private static func distance(from sent: [String], to template: [String]) -> Double {
        var last = template.indices.map { Double($0) } + [Double(template.count)]
        for (row, segment) in sent.enumerated() {
            var current = [Double(row + 1)]
            for (column, expected) in template.enumerated() {
                let replaced = last[column] + difference(segment, expected)
                current.append(min(replaced, last[column + 1] + 1, current[column] + 1))
            }
            last = current
        }
        return last[template.count]
    }

    private static func difference(_ segment: String, _ expected: String) -> Double {
        if expected.hasPrefix("{") { return 0.1 }
        let edits = segment.editDistance(to: expected)
        return min(1, Double(edits) / Double(max(segment.count, expected.count)))
    }
}
