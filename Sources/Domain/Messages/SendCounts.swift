import Documents
import OrderedCollections

/// The number of messages that an organization has sent in each calendar month (UTC, on the world's clock).
struct SendCounts: Hashable, Sendable {
    /// The counts by month, such as `2026-06`.
    private var counts: [String: Int] = [:]

    init() {}

    subscript(month: String) -> Int { counts[month] ?? 0 }

    mutating func add(in month: String) { counts[month, default: 0] += 1 }
}

extension Timestamp {
    /// The calendar month in UTC, such as `2026-06`.
    var month: String { String(Substring(description.utf8.prefix(7))) }
}

extension SendCounts: StateCodable {
    func writeState(to writer: inout JSONWriter) {
        writer.object { writer in
            for (month, count) in counts.sorted(by: { $0.key < $1.key }) { writer.member(month, count) }
        }
    }

    init(state json: JSONValue) throws(StateError) {
        guard let members = json.object else { throw .expected("an object") }
        for (month, count) in members {
            do throws(StateError) {
                counts[month] = try Int(state: count, in: 1...ClosedRange<Int>.count.upperBound)
            } catch {
                throw error.inside(month)
            }
        }
    }
}
