import Contract
import Documents
import Domain

/// A list with more than one page must be read to its last page.
///
/// A list is a path with its filters. It counts as read if the client has read it to the last page at least once. So a
/// client may also read only the first page for other purposes, and may ask for one row with `limit=1`.
///
/// Lists that tools of the MCP endpoint return are left out: a language model decides how far it reads, and some of the
/// tools have no argument for the next page.
enum PagingCheck: GradeCheck {
    private struct List: Hashable {
        let path: String
        let filters: [String]
    }

    private struct Reading {
        /// The last answer that offered another page.
        var lastOffer: JournalEntry?
        /// The request for the last page.
        var lastPage: Int?
    }

    static let kept = "Each list with more than one page was read to its last page"
    static let notSeen =
        "No list had a second page; a list has one if it has more rows than `limit`, which is 25 by default."

    static func cases(in records: GradedRecords) -> [GradeCase] {
        var readings: [List: Reading] = [:]
        for request in records.requests where request.entry.method == "GET" {
            guard case .answered(200) = request.ending, let end = request.entry.endOfPage else { continue }
            let items = QueryItem.items(request.entry.query)
            let isFirst = !items.contains { $0.name == "cursor" }
            let filters = items.filter { $0.name != "cursor" && $0.name != "limit" }.map { "\($0.name)=\($0.value)" }
            let list = List(path: request.entry.path, filters: filters.sorted())
            switch end {
            case .more:
                let isOneRow = isFirst && items.contains { $0.name == "limit" && $0.value == "1" }
                if !isOneRow { readings[list, default: Reading()].lastOffer = request.entry }
            case .last:
                if !isFirst { readings[list, default: Reading()].lastPage = request.seq }
            }
        }
        return GradeCase.requests(readings.values.compactMap(verdict))
    }

    private static func verdict(_ reading: Reading) -> (seq: Int, breach: String?)? {
        if let seq = reading.lastPage { return (seq, nil) }
        guard let offer = reading.lastOffer, offer.hasNextCursor else { return nil }
        return (offer.seq, "Request \(offer.seq) got a `next_cursor`, and the list was never read to its last page")
    }
}

/// What follows a page of a list.
private enum PageEnd {
    case more
    case last
}

extension JournalEntry {
    private static let cursorName = Array("\"next_cursor\":".utf8)

    /// What follows the page; nil if the answer is not a page of a list.
    ///
    /// The envelope has `next_cursor` after the rows, so it is found from the end without parsing them.
    fileprivate var endOfPage: PageEnd? {
        let body = outcome.response?.body ?? []
        let name = Self.cursorName
        for start in stride(from: body.count - name.count - 1, through: 0, by: -1) where body[start] == name[0] {
            guard body[start...].starts(with: name) else { continue }
            return body[start + name.count] == UInt8(ascii: "\"") ? .more : .last
        }
        return nil
    }

    /// Whether the answer itself, and not something in it, has a `next_cursor`.
    fileprivate var hasNextCursor: Bool {
        (try? JSONValue(parsing: outcome.response?.body ?? []))?["next_cursor"]?.string != nil
    }
}
