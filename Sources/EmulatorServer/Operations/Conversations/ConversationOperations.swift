import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Conversations: a number's conversations with its contacts.
enum ConversationOperations {
    static let table: [String: OperationHandler] = [
        "listConversations": .world(.GET, ["phone_number_id"], list),
        "getConversation": .world(.GET, ["phone_number_id", "id"], get),
        "updateConversation": .world(.PATCH, ["phone_number_id", "id"], update),
        "attachConversationLabel": .world(.POST, ["phone_number_id", "id"], refusing: [[:]], attachLabel),
        "detachConversationLabel": .world(.DELETE, ["phone_number_id", "id", "label_id"], detachLabel),
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        var fields = call.fields
        let position = fields.check { () throws(DomainError) in
            let position = try call.position(sealedBy: state.cursors)
            if let position { try state.checkConversationPosition(position) }
            return position
        }
        try fields.throwFirst()
        let filter = ActivityOrder.Filter(
            accountID: account.phoneNumberID ?? "",
            status: call.query("status"),
            contactID: call.query["contact_id"]?.string.map { Identifier($0) }
        )
        let page = state.conversationPage(of: filter, after: position, limit: call.limit)
        return call.list(page, sealedBy: state.cursors)
    }

    private static func get(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let conversation = try call.conversation(in: state)
        try call.fields.throwFirst()
        return answer(conversation, call, state)
    }

    private static func update(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let conversation = try call.conversation(in: state)
        var fields = call.fields
        var patch = ConversationPatch()
        if let status = call.body["status"]?.string.flatMap(Conversation.Status.init(rawValue:)) {
            patch.status = .set(status)
        }
        if let value = call.body["assigned_to"] {
            let user = fields.check { () throws(DomainError) in
                guard let id = value.string else { return Identifier<User>?.none }
                return try state.assignee(requested: id)
            }
            patch.assignee = .set(user)
        }
        try fields.throwFirst()
        return answer(state.updateConversation(conversation, with: patch, at: call.now), call, state)
    }

    private static func attachLabel(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let conversation = try call.conversation(in: state)
        try call.fields.throwFirst()
        let label = try call.labelToAttach(in: state)
        try mapped(state.attach(label, to: conversation, at: call.now))
        return call.attachment(of: label.id.description, to: owner(conversation), isAttached: true)
    }

    private static func detachLabel(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let conversation = try call.conversation(in: state)
        let id = call.path("label_id")
        try mapped(state.detach(label: id, from: conversation, at: call.now))
        return call.attachment(of: id, to: owner(conversation), isAttached: false)
    }

    // MARK: Helpers

    private static func owner(_ conversation: Conversation) -> (key: String, id: String) {
        ("conversation_id", conversation.id.description)
    }

    private static func answer(_ conversation: Conversation, _ call: Call, _ state: WorldState) -> Answer {
        let account = state.embeddedAccount(phoneNumberID: conversation.accountID)
        return call.data { writer in state.write(conversation, on: account, to: &writer) }
    }
}
