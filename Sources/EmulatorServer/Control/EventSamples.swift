import Contract
import Documents
import Domain
import OrderedCollections

/// Creates events for triggerEvent from the webhook examples in the contract.
struct EventSamples: Sendable {
    /// The place of the change in Meta's envelope.
    private static let value = JSONPointer(["entry", "0", "changes", "0", "value"])
    let contract: Contract

    /// The names of all events in the contract.
    var types: [String] { contract.webhooks.map(\.name) }

    /// Whether an event has Meta's envelope, which has room for several messages or statuses.
    func isMeta(_ type: String) -> Bool { contract.webhook(type)?.example.map(Self.isMeta) ?? false }

    /// Creates the requested event, and validates its body against the contract.
    ///
    /// A batch has the envelope of its first event and the lists of all of them, such as `statuses`.
    func body(
        of requested: RequestedTrigger,
        id: Identifier<DomainEvent>,
        at now: Timestamp,
        _ statusID: Switches.StatusEventID
    ) -> (event: WebhookEvent, violations: [ContractViolation]) {
        let bodies = requested.events.enumerated().map { index, event in
            json(of: event, id: id, at: now, place: requested.isBatch ? index : nil)
        }
        var body = bodies.first ?? [:]
        for other in bodies.dropFirst() { Self.merge(other, into: &body) }
        let event = WebhookEvent(
            type: requested.type,
            id: Self.id(in: body, statusID) ?? id.description,
            source: isMeta(requested.type) ? .meta : .kirim,
            body: body.serialized
        )
        return (event, contract.webhook(requested.type)?.validate(body: body) ?? [])
    }

    /// The body of one event; `place` is its place in a batch, where each message and each status has an id of its own.
    private func json(
        of requested: RequestedEvent,
        id: Identifier<DomainEvent>,
        at now: Timestamp,
        place: Int?
    ) -> JSONValue {
        var body = contract.webhook(requested.type)?.example ?? [:]
        if Self.isMeta(body) {
            let wamid = JSONValue.string("wamid.\(id)" + (place.map { ".\($0 + 1)" } ?? ""))
            if body[Self.messageID] != nil { body.set(wamid, at: Self.messageID) }
            if place != nil, body[Self.statusID] != nil { body.set(wamid, at: Self.statusID) }
            if let data = requested.data { body.set(data, at: Self.value) }
        } else if Self.hasEnvelope(body) {
            body.set(.string(id.description), at: JSONPointer(["id"]))
            body.set(.string(now.description), at: JSONPointer(["created_at"]))
            if let data = requested.data { body.set(data, at: JSONPointer(["data"])) }
        } else if let data = requested.data {
            body = data
        }
        for edit in requested.edits { body.set(edit.value, at: edit.pointer) }
        return body
    }

    /// Appends the lists in the change of another body to those of this one; equal contacts are not repeated.
    private static func merge(_ other: JSONValue, into body: inout JSONValue) {
        for (name, list) in other[value]?.object ?? [:] {
            guard let elements = list.array else { continue }
            let place = value.appending(name)
            let present = body[place]?.array ?? []
            let news = name == "contacts" ? elements.filter { !present.contains($0) } : elements
            body.set(.array(present + news), at: place)
        }
    }

    private static func isMeta(_ body: JSONValue) -> Bool {
        body["object"] == "whatsapp_business_account" && body["entry"] != nil
    }

    /// Whether a body has the vendor's envelope with `id`, `created_at` and `data`; other contracts have other forms.
    private static func hasEnvelope(_ body: JSONValue) -> Bool {
        body["id"]?.string != nil && body["created_at"]?.string != nil && body["data"] != nil
    }

    private static let messageID = JSONPointer(value.tokens + ["messages", "0", "id"])
    private static let statusID = JSONPointer(value.tokens + ["statuses", "0", "id"])
    private static let statusName = JSONPointer(value.tokens + ["statuses", "0", "status"])

    /// The value of `X-Kirim-Event-Id` for a body; nil if it has no id, or one that a header cannot contain.
    private static func id(in body: JSONValue, _ statusEventID: Switches.StatusEventID) -> String? {
        let places = [messageID, statusID, JSONPointer(["id"])]
        var id = places.lazy.compactMap { body[$0]?.string }.first ?? ""
        switch statusEventID {
        case .wamid: break
        case .unique:
            if body[statusID] != nil, let status = body[statusName]?.string { id += ":" + status }
        }
        let isPrintable = id.utf8.allSatisfy { (UInt8(ascii: "!")...UInt8(ascii: "~")).contains($0) }
        return id.isEmpty || !isPrintable ? nil : id
    }
}

extension ContractViolation {
    /// Writes the violation as a JSON object.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("location", location.rawValue)
            writer.member("pointer", pointer.description)
            writer.member("keyword", keyword)
            writer.member("message", message)
        }
    }
}
