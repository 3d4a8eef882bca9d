import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Templates: message templates of a number, which Meta reviews.
enum TemplateOperations {
    static let table: [String: OperationHandler] = [
        "listTemplates": .world(.GET, ["phone_number_id"], list),
        "createTemplate": .world(.POST, ["phone_number_id"], refusing: [[:]], create),
        "getTemplate": .world(.GET, ["phone_number_id", "name"], get),
        "syncTemplates": .world(.POST, ["phone_number_id"], sync),
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        var fields = call.fields
        let position = call.position(sealedBy: state.cursors, &fields)
        try fields.throwFirst()
        let accountID = account.phoneNumberID ?? ""
        // The filter `all` is not a status, so it becomes nil.
        let status: Template.Status? = call.query("status")
        let rows = Template.ListKey.known(
            accountID: accountID,
            status: status,
            language: call.query["language"]?.string
        )
        let embedded = state.embeddedAccount(phoneNumberID: accountID)
        let page = state.templates.page(
            of: rows,
            after: position,
            limit: call.limit,
            encoding: { template in JSONWriter.bytes { writer in template.write(to: &writer, of: embedded) } }
        )
        return call.list(page, sealedBy: state.cursors)
    }

    private static func create(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        let draft = TemplateDraft(call.body)
        var fields = call.fields
        fields.check { () throws(DomainError) in try draft.checkComponents() }
        try fields.throwFirst()
        let template = try mapped(state.createTemplate(draft, on: account, at: call.now))
        return answer(template, 201, call, state)
    }

    private static func get(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        let template = try mapped(
            state.template(named: call.path("name"), language: call.query["language"]?.string, of: account)
        )
        try call.fields.throwFirst()
        return answer(template, 200, call, state)
    }

    private static func sync(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        try call.fields.throwFirst()
        let sync = try mapped(state.syncTemplates(of: account, at: call.now))
        return call.data { writer in
            writer.object { writer in
                writer.member("created", sync.created)
                writer.member("updated", sync.updated)
                writer.member("synced", sync.synced)
            }
        }
    }

    private static func answer(_ template: Template, _ status: Int, _ call: Call, _ state: WorldState) -> Answer {
        let account = state.embeddedAccount(phoneNumberID: template.accountID)
        return call.data(status) { writer in template.write(to: &writer, of: account) }
    }
}
