import Domain
import EmulatorCore

/// One server-sent event, as all streams of its sandbox get it.
struct StreamEvent: Sendable {
    /// Its number, which rises by one from event to event.
    let id: Int
    /// The sandbox; nil for what concerns all sandboxes or none.
    let sandbox: Identifier<Sandbox>?
    /// The event in the format `text/event-stream`.
    let bytes: [UInt8]

    init(id: Int, sandbox: Identifier<Sandbox>?, name: String, data: [UInt8]) {
        self.id = id
        self.sandbox = sandbox
        bytes = Array("id: \(id)\nevent: \(name)\ndata: ".utf8) + data + Array("\n\n".utf8)
    }

    /// An event that says which events were lost; its id lets a client go on after them.
    static func gap(from first: Int, through last: Int) -> [UInt8] {
        Array("id: \(last)\nevent: gap\ndata: {\"from\":\(first),\"through\":\(last)}\n\n".utf8)
    }
}
