package import Contract
import Documents
import EmulatorCore
import OrderedCollections

/// Says which operation an unmatched request was probably meant for, and what is wrong.
package struct NearMiss: Sendable {
    private struct Candidate: Sendable {
        let method: String
        let path: String
        /// The segments of the path, as indices of `segments`.
        let segments: [Int]
    }

    /// The greatest distance of a match: 1 for a segment that is added, missing or different, 0.5 for another method.
    private static let tolerance = 1.5
    private static let maximum = 3
    private static let longestPath = 200
    private let contract: Contract
    private let candidates: [Candidate]
    /// The segments of all candidates, each once: a segment of a request is compared with each of them only once.
    private let segments: OrderedSet<String>

    /// Compares requests with the operations of that contract.
    package init(_ contract: Contract) {
        self.contract = contract
        var segments: OrderedSet<String> = []
        candidates = contract.operations.map { operation in
            Candidate(
                method: operation.method,
                path: operation.fullPath,
                segments: Self.segments(of: operation.fullPath).map { segments.append($0).index }
            )
        }
        self.segments = segments
    }

    /// Sentences such as "no operation GET /v1/mee; did you mean GET /v1/me?", the most probable operation first.
    ///
    /// The list is empty if the path resembles none of the contract. Secrets in the path are masked.
    package func texts(method: String, path: String) -> [String] {
        let request = "no operation \(method) \(Self.shown(path))"
        switch contract.routes.match(method: method, path: path) {
        case .operation: return []
        case .methodNotAllowed(let allow): return ["\(request); the path allows \(Self.list(allow))"]
        case .notFound: break
        }
        if let meant = pathWithOneBasePath(method, path) { return ["\(request); did you mean \(method) \(meant)?"] }
        if let end = endBelowBasePath(method, path) {
            return ["\(request); the API is under \(contract.basePath)\(end)"]
        }
        return nearest(method, path).map { "\(request); did you mean \($0.method) \($0.path)?" }
    }

    /// The sentences about a request in the journal; none if an operation or the MCP endpoint took it.
    func texts(for entry: JournalEntry) -> [String] {
        entry.isUnmatched ? texts(method: entry.method, path: entry.path) : []
    }

    /// Writes the sentences as the member `near`.
    static func write(_ texts: [String], to writer: inout JSONWriter) {
        writer.key("near")
        writer.array { writer in for text in texts { writer.value(text) } }
    }

    /// The path without the first of two base paths; nil if the API does not have that path.
    ///
    /// A client sends the base path twice if its base URL and its paths both have it.
    private func pathWithOneBasePath(_ method: String, _ path: String) -> String? {
        guard !contract.basePath.isEmpty, path.hasPrefix(contract.basePath + contract.basePath + "/") else {
            return nil
        }
        let meant = String(path.dropFirst(contract.basePath.count))
        guard case .operation = contract.routes.match(method: method, path: meant) else { return nil }
        return Self.shown(meant)
    }

    /// The end of the sentence about a path without the base path; nil if the path with it is wrong, too.
    private func endBelowBasePath(_ method: String, _ path: String) -> String? {
        guard !contract.basePath.isEmpty else { return nil }
        let meant = contract.basePath + path
        switch contract.routes.match(method: method, path: meant) {
        case .operation: return ": did you mean \(method) \(Self.shown(meant))?"
        case .methodNotAllowed(let allow): return ", and \(Self.shown(meant)) allows \(Self.list(allow))"
        case .notFound: return nil
        }
    }

    private static func shown(_ path: String) -> String {
        let masked = Secrets.masked(path)
        return masked.count > longestPath ? masked.prefix(longestPath) + "…" : masked
    }

    /// The methods as "GET", "GET and POST" or "DELETE, GET and PATCH"; HEAD is left out, as GET stands for it.
    private static func list(_ methods: [String]) -> String {
        let methods = methods.contains("GET") ? methods.filter { $0 != "HEAD" } : methods
        guard let last = methods.last, methods.count > 1 else { return methods.joined() }
        return "\(methods.dropLast().joined(separator: ", ")) and \(last)"
    }

    // MARK: Similar paths

    private func nearest(_ method: String, _ path: String) -> [Candidate] {
        let sent = Self.segments(of: path)
        let comparable = candidates.filter { abs($0.segments.count - sent.count) <= 1 }
        guard !comparable.isEmpty else { return [] }
        let differences = sent.map { segment in segments.map { Self.difference(segment, $0) } }
        let ranked = comparable.map { candidate in
            let distance = Self.distance(differences, to: candidate.segments)
            return (candidate: candidate, distance: distance + (candidate.method == method ? 0 : 0.5))
        }
        let near = ranked.filter { $0.distance <= Self.tolerance }.sorted { $0.distance < $1.distance }
        return near.prefix(Self.maximum).map(\.candidate)
    }

    private static func segments(of path: String) -> [String] {
        path.split(separator: "/").map(String.init)
    }

    /// The edit distance between the segments of a request and those of a candidate.
    ///
    /// `differences` has a row for each segment of the request, with its difference to each known segment.
    private static func distance(_ differences: [[Double]], to template: [Int]) -> Double {
        var last = (0...template.count).map(Double.init)
        for (row, difference) in differences.enumerated() {
            var current = [Double(row + 1)]
            for (column, expected) in template.enumerated() {
                let replaced = last[column] + difference[expected]
                current.append(min(replaced, last[column + 1] + 1, current[column] + 1))
            }
            last = current
        }
        return last[template.count]
    }

    /// From 0 for equal segments to 1; a path parameter matches any segment at a small cost.
    private static func difference(_ segment: String, _ expected: String) -> Double {
        if segment == expected { return 0 }
        if expected.hasPrefix("{") { return 0.1 }
        let edits = segment.editDistance(to: expected)
        return min(1, Double(edits) / Double(max(segment.count, expected.count)))
    }
}
