import Domain

/// A list with more than one page must be read to its last page.
///
/// A list is a path with its filters, or a tool of the MCP endpoint with its arguments. It counts as read if the client
/// has read it to the last page at least once. So a client may also read only the first page for other purposes, and may
/// ask for one row with `limit=1`.
enum PagingCheck: GradeCheck {
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
        var readings: [ReadPage.List: Reading] = [:]
        for request in records.requests {
            guard case .answered(200) = request.ending, let page = ReadPage(request.entry) else { continue }
            switch page.end {
            case .more:
                let isProbe = page.isFirst && page.isOneRow
                if !isProbe { readings[page.list, default: Reading()].lastOffer = request.entry }
            case .last:
                if !page.isFirst { readings[page.list, default: Reading()].lastPage = request.seq }
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
