import Domain
import EmulatorCore

/// One server-sent event, as all streams of its sandbox get it.
struct StreamEvent: Sendable {
    /// Its number, which rises by one from event to event.
    let id: Int
    /// The sandbox; nil for what belongs to none.
    let sandbox: Identifier<Sandbox>?
    /// Whether it concerns all sandboxes, such as a change of a keyless fault rule.
    let isOfAll: Bool
    /// The event in the format `text/event-stream`.
    let bytes: [UInt8]

    init(id: Int, _ row: ObservationEncoder.Row) {
        self.id = id
        sandbox = row.sandbox
        isOfAll = row.isOfAll
        bytes = Array("id: \(id)\nevent: \(row.name)\ndata: ".utf8) + row.data + Array("\n\n".utf8)
    }

    /// An event that says which events were lost; its id lets a client go on after them.
    static func gap(from first: Int, through last: Int) -> [UInt8] {
        Array("id: \(last)\nevent: gap\ndata: {\"from\":\(first),\"through\":\(last)}\n\n".utf8)
    }
}
