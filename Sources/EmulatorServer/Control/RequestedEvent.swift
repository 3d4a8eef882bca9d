import Documents
import OrderedCollections

/// What a caller of `POST /__admin/webhooks/trigger` wants to be sent.
struct RequestedEvent: Sendable {
    let type: String
    /// Takes the place of `data`, or of the change in Meta's envelope.
    let data: JSONValue?
    /// Values to put into the body, and places to empty, in the order of the call.
    let edits: [(pointer: JSONPointer, value: JSONValue?)]

    init(_ body: JSONValue, _ samples: EventSamples) throws(MockError) {
        type = body["event"]?.string ?? ""
        guard samples.types.contains(type) else {
            let finding = MockError.Finding(
                pointer: "/event",
                message: "is not an event in the contract",
                hint: type.closest(among: samples.types)
            )
            throw MockError(.invalidBody, "`\(type)` is not an event in the contract.", findings: [finding])
        }
        data = body["data"]
        var edits: [(JSONPointer, JSONValue?)] = []
        for (text, value) in body["set"]?.object ?? [:] { edits.append((try Self.pointer(text, in: "/set"), value)) }
        for text in body["unset"]?.array?.compactMap(\.string) ?? [] {
            edits.append((try Self.pointer(text, in: "/unset"), nil))
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
