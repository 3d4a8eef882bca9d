import Contract
import Documents
import Domain

/// Creates events for triggerEvent from the webhook examples in the contract.
struct EventSamples: Sendable {
    private static let change: [String] = ["entry", "0", "changes", "0", "value"]
    let contract: Contract

    /// The names of all events in the contract.
    var types: [String] { contract.webhooks.map(\.name) }

    /// Creates the requested event, and validates its body against the contract.
    func body(
        of requested: RequestedEvent,
        id: Identifier<DomainEvent>,
        at now: Timestamp,
        _ statusID: Switches.StatusEventID
    ) -> (event: WebhookEvent, violations: [ContractViolation]) {
        let webhook = contract.webhook(requested.type)
        var body = webhook?.example ?? [:]
        let isMeta = body["object"] == "whatsapp_business_account" && body["entry"] != nil
        if isMeta {
            if body[Self.messageID] != nil { body.set(.string("wamid.\(id)"), at: Self.messageID) }
            if let data = requested.data { body.set(data, at: JSONPointer(Self.change)) }
        } else if Self.hasEnvelope(body) {
            body.set(.string(id.description), at: JSONPointer(["id"]))
            body.set(.string(now.description), at: JSONPointer(["created_at"]))
            if let data = requested.data { body.set(data, at: JSONPointer(["data"])) }
        } else if let data = requested.data {
            body = data
        }
        for edit in requested.edits { body.set(edit.value, at: edit.pointer) }
        let event = WebhookEvent(
            type: requested.type,
            id: Self.id(in: body, statusID) ?? id.description,
            source: isMeta ? .meta : .kirim,
            body: body.serialized
        )
        return (event, webhook?.validate(body: body) ?? [])
    }

    /// Whether a body has the vendor's envelope with `id`, `created_at` and `data`; other contracts have other forms.
    private static func hasEnvelope(_ body: JSONValue) -> Bool {
        body["id"]?.string != nil && body["created_at"]?.string != nil && body["data"] != nil
    }

    private static let messageID = JSONPointer(change + ["messages", "0", "id"])
    private static let statusID = JSONPointer(change + ["statuses", "0", "id"])
    private static let statusName = JSONPointer(change + ["statuses", "0", "status"])

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
