import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Contacts: the people who chat with a number.
enum ContactOperations {
    static let table: [String: OperationHandler] = [
        "listContacts": .world(.GET, ["phone_number_id"], list),
        "createContact": .world(.POST, ["phone_number_id"], refusing: [[:]], create),
        "getContact": .world(.GET, ["phone_number_id", "id"], get),
        "updateContact": .world(.PATCH, ["phone_number_id", "id"], update),
        "deleteContact": .world(.DELETE, ["phone_number_id", "id"], delete),
        "attachContactLabel": .world(.POST, ["phone_number_id", "id"], refusing: [[:]], attachLabel),
        "detachContactLabel": .world(.DELETE, ["phone_number_id", "id", "label_id"], detachLabel),
        "bulkLabelContacts": .world(.POST, ["phone_number_id"], refusing: [[:]], bulkLabel),
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        var fields = call.fields
        let position = call.position(sealedBy: state.cursors, &fields)
        try fields.throwFirst()
        let page = state.contactPage(
            of: account,
            phoneNumber: call.query["phone"]?.string,
            search: call.query["search"]?.string,
            after: position,
            limit: call.limit
        )
        return call.list(page, sealedBy: state.cursors)
    }

    private static func create(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        try call.fields.throwFirst()
        let contact = try mapped(state.createContact(ContactDraft(call.body), on: account, at: call.now))
        return answer(201, contact, call, state)
    }

    private static func get(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let contact = try call.contact(in: state)
        try call.fields.throwFirst()
        return answer(200, contact, call, state)
    }

    private static func update(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let contact = try call.contact(in: state)
        try call.fields.throwFirst()
        let updated = state.updateContact(contact, with: ContactPatch(call.body), at: call.now)
        return answer(200, updated, call, state)
    }

    private static func delete(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let contact = try call.contact(in: state)
        try call.fields.throwFirst()
        state.deleteContact(contact)
        return call.deleted(contact.id.description, "contact")
    }

    // MARK: Labels

    private static func attachLabel(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let contact = try call.contact(in: state)
        try call.fields.throwFirst()
        let label = try call.labelToAttach(in: state)
        try mapped(state.attach(label, to: contact, at: call.now))
        return call.attachment(of: label.id.description, to: owner(contact), isAttached: true)
    }

    private static func detachLabel(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let contact = try call.contact(in: state)
        let id = call.path("label_id")
        try mapped(state.detach(label: id, from: contact, at: call.now))
        return call.attachment(of: id, to: owner(contact), isAttached: false)
    }

    private static func bulkLabel(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        try call.fields.throwFirst()
        let label = try call.labelToAttach(in: state)
        let result = state.label(
            call.body["contact_ids"]?.array?.compactMap(\.string) ?? [],
            of: account,
            with: label,
            attaching: call.body["operation"]?.string == "attach",
            at: call.now
        )
        return call.data { writer in
            writer.object { writer in
                writer.member("applied", result.applied)
                writer.member("skipped_cross_org", result.skippedAsForeign)
                writer.member("skipped_team_mismatch", result.skippedForTeam)
            }
        }
    }

    // MARK: Helpers

    private static func owner(_ contact: Contact) -> (key: String, id: String) {
        ("contact_id", contact.id.description)
    }

    private static func answer(_ status: Int, _ contact: Contact, _ call: Call, _ state: WorldState) -> Answer {
        let account = state.embeddedAccount(phoneNumberID: contact.accountID)
        return call.data(status) { writer in contact.write(to: &writer, on: account) }
    }
}
