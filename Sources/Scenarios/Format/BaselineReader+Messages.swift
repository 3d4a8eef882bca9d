import Contract
import Documents
import Domain
import OrderedCollections

extension BaselineReader {
    /// The messages; `messages` is a list of them, or an object of settings with that list in `rows`.
    ///
    /// Each outbound message is validated against sendMessage; the scenario schema has validated inbound ones.
    mutating func messages(among names: InboxNames) -> [SeededMessage] {
        let rows = json["messages"]?.array == nil ? rows("messages", "rows") : rows("messages")
        requireUnique("ref", "id", "provider_id", in: rows)
        return rows.compactMap { message($0, among: names) }
    }

    private mutating func message(_ row: Row, among names: InboxNames) -> SeededMessage? {
        let contact = sides(of: row, among: names).contact
        let isInbound = row.text("direction") == "inbound"
        guard let draft = isInbound ? inbound(row, from: contact) : outbound(row, to: contact) else { return nil }
        let name = row.text("contact") ?? ""
        var message = SeededMessage(ref: row.text("ref"), id: row.text("id"), contact: name, draft: draft)
        message.status = row.text("status").flatMap(MessageStatus.init(rawValue:)) ?? .delivered
        message.failure = row.text("error").flatMap(MessageFailure.init(rawValue:))
        message.wamid = row.text("provider_id")
        (message.createdAt, message.updatedAt) = moments(of: row)
        checkEnd(of: message, row)
        return message
    }

    private func inbound(_ row: Row, from contact: SeededContact?) -> SeededMessage.Draft? {
        var body = row.json.object ?? [:]
        body["from"] = contact?.draft.phoneNumber.map(JSONValue.string)
        body["user_id"] = contact?.draft.userID.map(JSONValue.string)
        return InboundDraft(.object(body)).map(SeededMessage.Draft.inbound)
    }

    private mutating func outbound(_ row: Row, to contact: SeededContact?) -> SeededMessage.Draft? {
        var body = row.json.object ?? [:]
        body["messaging_product"] = "whatsapp"
        // An unknown contact has been reported by `sides(of:among:)`.
        let number = contact?.draft.phoneNumber
        if contact != nil, number == nil {
            findings.add("nothing can be sent to a contact without a number", at: row.place.appending("contact"))
        }
        body["to"] = .string(number ?? "+628111111111")
        let own: Set = [
            "ref", "id", "account", "contact", "direction", "status", "error", "provider_id", "created_at",
            "updated_at",
        ]
        hold(Row(json: .object(body), place: row.place), without: own, against: "sendMessage")
        do throws(DomainError) {
            try MessageDraft.check(.object(body))
        } catch {
            guard case .invalidField(let field, let detail) = error else { return nil }
            let place = field.split(separator: ".").reduce(row.place) { $0.appending(String($1)) }
            if !findings.speak(within: place) { findings.add("`\(place.label ?? field)` \(detail)", at: place) }
        }
        return MessageDraft(.object(body)).map(SeededMessage.Draft.outbound)
    }

    /// Reports an `error` that does not fit the status, and a `provider_id` before the message is sent.
    private mutating func checkEnd(of message: SeededMessage, _ row: Row) {
        let hasFailed = message.status == .failed
        if hasFailed, message.failure == nil {
            findings.add("a failed message needs an `error`", at: row.place.appending("status"))
        }
        if !hasFailed, message.failure != nil {
            findings.add("only a failed message has an `error`", at: row.place.appending("error"))
        }
        let isUnknown = message.status == .pending || message.status == .queued
        if isUnknown, message.wamid != nil {
            let text = "a message that is \(message.status.rawValue) has no `provider_id` yet"
            findings.add(text, at: row.place.appending("provider_id"))
        }
    }
}
