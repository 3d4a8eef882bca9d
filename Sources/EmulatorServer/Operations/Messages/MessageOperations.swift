import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Messages: the messages that numbers send and receive.
enum MessageOperations {
    static let table: [String: OperationHandler] = [
        "sendMessage": .world(.POST, ["phone_number_id"], refusing: MessageDraft.impossibleBodies, post),
        "listMessages": .world(.GET, ["phone_number_id"], list),
        "getMessage": .world(.GET, ["phone_number_id", "id"], get),
        "getMessageMedia": .world(.GET, ["phone_number_id", "id"], getMedia),
    ]

    // MARK: Sending

    /// Sends a message, or a read receipt if the body has a `status` (sendMessage).
    private static func post(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        if let status = call.body["status"], !status.isNull { return try markRead(call, account, &state) }
        let switches = state.organization.switches
        var fields = call.fields
        if !switches.reportsInvalidPhoneNumber { fields.replace(.invalidPhoneNumber, at: "to", with: invalidRecipient) }
        fields.check { () throws(DomainError) in try MessageDraft.checkButtonType(call.body, switches) }
        fields.check { () throws(DomainError) in try MessageDraft.check(call.body) }
        try fields.throwFirst()
        guard let draft = MessageDraft(call.body) else {
            throw .stating(.invalidRequest, "The request body is not a message that can be sent.")
        }
        let message = try mapped(state.send(draft, from: account, at: call.now))
        return call.data(switches.sendStatus.rawValue) { writer in
            message.writeSent(to: &writer, withWamid: switches.returnsWamid)
        }
    }

    /// The vendor's error for a `to` that is not a phone number, with the vendor's message.
    private static var invalidRecipient: APIError {
        var error = APIError(.invalidFieldValue, param: "to")
        error.message = "Invalid input"
        return error
    }

    private static func markRead(
        _ call: Call,
        _ account: WhatsAppAccount,
        _ state: inout WorldState
    ) throws(APIError) -> Answer {
        let wamid = call.body["message_id"]?.string ?? ""
        var fields = call.fields
        fields.check { () throws(DomainError) in
            guard let message = try? state.message(wamid: wamid, of: account), message.direction == .outbound else {
                return
            }
            throw .invalidField("message_id", detail: "must be the wamid of an inbound message")
        }
        try fields.throwFirst()
        let showsTyping = call.body["typing_indicator"]?.object != nil
        let message = try mapped(state.message(wamid: wamid, of: account))
        let read = try mapped(state.markRead(message, showingTyping: showsTyping, at: call.now))
        return call.data { writer in read.writeReceipt(to: &writer) }
    }

    // MARK: Reading

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        var fields = call.fields
        let position = call.position(sealedBy: state.cursors, &fields)
        try fields.throwFirst()
        let rows = Message.ListKey(
            accountID: account.phoneNumberID ?? "",
            conversation: call.query["conversation_id"]?.string.map { Identifier($0) },
            direction: call.query("direction"),
            status: call.query("status")
        )
        let created = CreationRange(call.query["created_after"], call.query["created_before"])
        let page = state.messagePage(
            of: rows,
            created: created,
            after: position,
            limit: call.limit,
            origin: call.origin
        )
        return call.list(page, sealedBy: state.cursors)
    }

    /// The latest messages of the conversation in the path of a call, as JSON objects; the newest is first.
    static func latest(_ count: Int, of call: Call, _ state: WorldState) -> [[UInt8]] {
        let rows = Message.ListKey(
            accountID: call.path("phone_number_id"),
            conversation: Identifier(call.path("id")),
            direction: nil,
            status: nil
        )
        return state.messagePage(of: rows, after: nil, limit: count, origin: call.origin).items
    }

    private static func get(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        let message = try mapped(state.message(call.path("id"), of: account))
        try call.fields.throwFirst()
        return call.data { writer in message.write(to: &writer, origin: call.origin) }
    }

    private static func getMedia(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        let id = call.path("id")
        let message = try mapped(sentOrReceived(id, account, state))
        try call.fields.throwFirst()
        guard let url = message.content.mediaURL(origin: call.origin) else {
            throw APIError(refusal: DomainError.notFound(resource: "media of message", id: id))
        }
        switch state.organization.switches.mediaResponse {
        case .redirect: return .redirect(to: url)
        case .json:
            return call.data { writer in writer.object { writer in writer.member("url", url) } }
        }
    }

    /// The message of a wamid, or of an id.
    private static func sentOrReceived(
        _ id: String,
        _ account: WhatsAppAccount,
        _ state: WorldState
    ) throws(DomainError) -> Message {
        if let message = try? state.message(wamid: id, of: account), message.providerID != nil { return message }
        return try state.message(id, of: account)
    }
}
