import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Customers: the tenants of the platform that uses the API.
enum CustomerOperations {
    static let table: [String: OperationHandler] = [
        "listCustomers": .world(.GET, [], list),
        "createCustomer": .world(.POST, [], refusing: [[:]], create),
        "getCustomer": .world(.GET, ["id"], get),
        "updateCustomer": .world(.PATCH, ["id"], update),
        "archiveCustomer": .world(.DELETE, ["id"], archive),
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        var fields = call.fields
        let status: CustomerStatus? = call.query("status")
        let team = fields.check { () throws(DomainError) -> Identifier<Team>? in
            guard let id = call.query["team_id"]?.string else { return nil }
            return try state.organization.knownTeam(id).id
        }
        let position = call.position(sealedBy: state.cursors, &fields)
        try fields.throwFirst()
        let rows: Customer.ListKey = status.map { .status($0, team: team) } ?? .visible(team: team)
        return call.list(state.customerPage(of: rows, after: position, limit: call.limit), sealedBy: state.cursors)
    }

    private static func create(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        var fields = call.fields
        let team = fields.check { () throws(DomainError) in
            try state.organization.team(requested: call.body["team_id"]?.string)
        }
        try fields.throwFirst()
        guard let team else { throw APIError(refusal: .missingField("team_id")) }
        let customer = state.createCustomer(CustomerDraft(call.body), in: team, at: call.now)
        return call.data(201) { writer in writer.raw(state.json(of: customer.id)) }
    }

    private static func get(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let customer = try call.customer(in: state)
        try call.fields.throwFirst()
        state.countPoll(of: customer, at: call.now)
        let json = state.json(of: customer.id)
        let accounts = state.accounts(of: customer)
        return call.data { writer in
            writer.object(extending: json) { writer in
                writer.key("whatsapp_accounts")
                writer.array { writer in for account in accounts { account.writeOwned(to: &writer) } }
            }
        }
    }

    private static func update(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let customer = try call.customer(in: state)
        let patch = CustomerPatch(call.body)
        var fields = call.fields
        fields.check { () throws(DomainError) in
            if case .set(let status) = patch.status { try state.checkStatusChange(of: customer, to: status) }
        }
        try fields.throwFirst()
        let updated = try mapped(state.updateCustomer(customer, with: patch, at: call.now))
        return call.data { writer in writer.raw(state.json(of: updated.id)) }
    }

    private static func archive(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let customer = try call.customer(in: state)
        try call.fields.throwFirst()
        let archived = try mapped(state.archiveCustomer(customer, at: call.now))
        return call.data { writer in writer.raw(state.json(of: archived.id)) }
    }
}
