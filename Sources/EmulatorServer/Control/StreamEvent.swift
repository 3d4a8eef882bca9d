import Documents
import EmulatorCore

/// One server-sent event, as all streams that have its sandbox get it.
struct StreamEvent: Sendable {
    /// Its number; later events have larger ones.
    let id: Int
    let row: StreamedRow

    /// The event in the format `text/event-stream`.
    var bytes: [UInt8] {
        let data = JSONWriter.bytes { $0.object(row.write) }
        return Array("id: \(id)\nevent: \(row.name)\ndata: ".utf8) + data + Array("\n\n".utf8)
    }

    /// Whether a stream of a scope has it.
    func belongs(to scope: FeedScope) -> Bool { scope == .all || row.scope == .server || row.scope == scope }

    /// An event that says which events were lost; its id lets a client go on after them.
    static func gap(from first: Int, through last: Int) -> [UInt8] {
        Array("id: \(last)\nevent: gap\ndata: {\"from\":\(first),\"through\":\(last)}\n\n".utf8)
    }
}
