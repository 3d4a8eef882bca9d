import Documents
import OrderedCollections

/// An event to send, in the body of `POST /__admin/webhooks/trigger` (triggerEvent).
struct RequestedEvent: Sendable {
    let type: String
    /// The value that replaces `data` or, in Meta's envelope, `entry/0/changes/0/value`.
    let data: JSONValue?
    /// The values to set in the body, then the places to remove (nil), in the order of the request.
    let edits: [(pointer: JSONPointer, value: JSONValue?)]

    /// Reads an event that is at `place` in the body of the request.
    init(_ body: JSONValue, _ samples: EventSamples, at place: String) throws(MockError) {
        guard let name = body["event"]?.string else {
            let message = "is missing; the body must have `event` or `batch`"
            throw MockError([MockError.Finding(pointer: place + "/event", message: message)])
        }
        type = name
        guard samples.types.contains(type) else {
            let finding = MockError.Finding(
                pointer: place + "/event",
                message: "is not an event in the contract",
                hint: type.closest(among: samples.types)
            )
            throw MockError(.invalidBody, "`\(type)` is not an event in the contract.", findings: [finding])
        }
        data = body["data"]
        var edits: [(JSONPointer, JSONValue?)] = []
        for (text, value) in body["set"]?.object ?? [:] {
            edits.append((try Self.pointer(text, in: place + "/set"), value))
        }
        for text in body["unset"]?.array?.compactMap(\.string) ?? [] {
            edits.append((try Self.pointer(text, in: place + "/unset"), nil))
        }
        self.edits = edits
    }

    private static func pointer(_ text: String, in member: String) throws(MockError) -> JSONPointer {
        guard let pointer = JSONPointer(parsing: text), !pointer.tokens.isEmpty else {
            throw MockError(.invalidBody, "\(member): `\(text)` is not a JSON pointer such as /data/customer/name.")
        }
        return pointer
    }
}
