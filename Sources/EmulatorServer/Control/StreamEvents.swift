import DequeModule
import EmulatorCore

/// The newest events of all streams, numbered from 1.
struct StreamEvents: Sendable {
    /// How much memory the events may hold, in bytes.
    private static let capacity = 16 << 20

    private var events: Deque<StreamEvent> = []
    private var size = 0
    /// The number of the newest event, or a later one that was left out.
    private(set) var lastID = 0

    /// The number of the oldest event that is kept.
    var firstID: Int { events.first?.id ?? lastID + 1 }

    /// Gives the next number to an event, and evicts the oldest ones if there is no room for it.
    mutating func append(_ row: StreamedRow) {
        lastID += 1
        events.append(StreamEvent(id: lastID, row: row))
        size += row.size
        while size > Self.capacity, events.count > 1, let oldest = events.popFirst() { size -= oldest.row.size }
    }

    /// Leaves out a number, unless none was given yet.
    mutating func skipNumber() {
        if lastID > 0 { lastID += 1 }
    }

    /// The events after a number that a stream of a scope has.
    func events(after id: Int, of scope: FeedScope) -> [StreamEvent] {
        var start = events.endIndex
        while start > events.startIndex, events[start - 1].id > id { start -= 1 }
        return events[start...].filter { $0.belongs(to: scope) }
    }
}
