import Contract
import Documents
import Domain

/// Makes events that nothing has caused, from the examples of the contract.
struct EventSamples: Sendable {
    private static let change: [String] = ["entry", "0", "changes", "0", "value"]
    let contract: Contract

    /// The names of all events.
    var types: [String] { contract.webhooks.map(\.name) }

    /// The event that a requested stands for, and what the contract has against it.
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

    /// Whether a body has the vendor's envelope; those of other contracts have a form of their own.
    private static func hasEnvelope(_ body: JSONValue) -> Bool {
        body["id"]?.string != nil && body["created_at"]?.string != nil && body["data"] != nil
    }

    private static let messageID = JSONPointer(change + ["messages", "0", "id"])
    private static let statusID = JSONPointer(change + ["statuses", "0", "id"])
    private static let statusName = JSONPointer(change + ["statuses", "0", "status"])

    /// What `X-Kirim-Event-Id` says of a body; nil if it names nothing that a header can say.
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
    /// Writes the place of a violation and what is wrong there.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("location", location.rawValue)
            writer.member("pointer", pointer.description)
            writer.member("keyword", keyword)
            writer.member("message", message)
        }
    }
}
