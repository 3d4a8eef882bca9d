import Documents
import Domain
import NIOHTTP1

/// The operations of the vendor's dashboard.
///
/// Restore, assign and unassign are those that the public API lacks. The others are operations of the API under names of
/// their own, so that a fault rule can name either of them.
enum DashboardOperations {
    static let table: [String: OperationHandler] = ownOperations.merging(sharedOperations) { own, _ in own }

    private static let ownOperations: [String: OperationHandler] = [
        "restoreCustomer": .world(.POST, ["id"], restore),
        "assignAccount": .world(.POST, ["phone_number_id"], refusing: [[:]], assign),
        "unassignAccount": .world(.POST, ["phone_number_id"], unassign),
    ]

    private static let sharedOperations = [
        "createCustomerInDashboard": CustomerOperations.table["createCustomer"],
        "updateCustomerInDashboard": CustomerOperations.table["updateCustomer"],
        "archiveCustomerInDashboard": CustomerOperations.table["archiveCustomer"],
        "createSetupLinkInDashboard": SetupLinkOperations.table["createSetupLink"],
        "revokeSetupLinkInDashboard": SetupLinkOperations.table["revokeSetupLink"],
    ].compactMapValues(\.self)

    private static func restore(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let customer = try mapped(state.customer(anyID: call.path("id")))
        let restored = try mapped(state.restoreCustomer(customer, at: call.now))
        return call.data { writer in writer.raw(state.json(of: restored.id)) }
    }

    private static func assign(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        try call.fields.throwFirst()
        let id = call.body["customer_id"]?.string ?? ""
        let assigned = try mapped(state.assign(account, to: state.customer(id), at: call.now))
        return row(assigned, call, state)
    }

    private static func unassign(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        let account = try call.account(in: state)
        let freed = try mapped(state.unassign(account, at: call.now))
        return row(freed, call, state)
    }

    private static func row(_ account: WhatsAppAccount, _ call: Call, _ state: WorldState) -> Answer {
        let owner = account.customerID.flatMap { state.customers[$0] }
        return call.data { writer in account.write(to: &writer, owner: owner) }
    }
}
