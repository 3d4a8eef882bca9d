import Documents
import Domain
import NIOHTTP1

/// The operations on setup links (tag Customers), with which a tenant connects a number.
enum SetupLinkOperations {
    static let table: [String: OperationHandler] = [
        "listSetupLinks": .world(.GET, ["id"], list),
        "createSetupLink": .world(.POST, ["id"], create),
        "updateSetupLink": .world(.PATCH, ["id", "link_id"], update),
        "revokeSetupLink": .world(.DELETE, ["id", "link_id"], revoke),
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let customer = try call.customer(in: state)
        try call.fields.throwFirst()
        state.countPoll(of: customer, at: call.now)
        let links = state.setupLinks(of: customer, status: call.query("status"), at: call.now)
        return call.list(
            links.map { link in
                JSONWriter.bytes { writer in link.write(to: &writer, at: call.now) }
            }
        )
    }

    private static func create(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let customer = try call.customer(in: state)
        let draft = SetupLinkDraft(call.body)
        try check(success: draft.redirects.success, failure: draft.redirects.failure, call)
        let link = try mapped(state.createSetupLink(draft, for: customer, at: call.now))
        let showsToken = state.organization.switches.showsSetupLinkToken
        return call.data(201) { writer in
            link.write(to: &writer, at: call.now) { writer in
                writer.member("setup_url", "\(call.origin)/onboard/\(link.token)")
                if showsToken { writer.member("token", link.token) }
            }
        }
    }

    private static func update(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let link = try call.setupLink(in: state)
        let patch = SetupLinkPatch(call.body)
        try check(success: patch.success.value, failure: patch.failure.value, call)
        let updated = try mapped(state.updateSetupLink(link, with: patch, at: call.now))
        return call.data { writer in updated.write(to: &writer, at: call.now) }
    }

    private static func revoke(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let link = try call.setupLink(in: state)
        try call.fields.throwFirst()
        let revoked = try mapped(state.revokeSetupLink(link, at: call.now))
        return call.data { writer in
            writer.object { writer in
                writer.member("id", revoked.id.description)
                writer.member("object", "customer_setup_link")
                writer.member("revoked", true)
                writer.member("status", revoked.status(at: call.now).rawValue)
            }
        }
    }

    /// Checks both redirect URLs against the rules that the schema does not contain.
    private static func check(success: String?, failure: String?, _ call: Call) throws(APIError) {
        var fields = call.fields
        for (field, url) in [("success_redirect_url", success), ("failure_redirect_url", failure)] {
            fields.check { () throws(DomainError) in
                if let url, let problem = RedirectURL.problem(with: url) {
                    throw .invalidField(field, detail: problem)
                }
            }
        }
        try fields.throwFirst()
    }
}
