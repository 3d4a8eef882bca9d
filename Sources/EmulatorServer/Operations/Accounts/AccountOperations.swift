import Documents
import Domain
import NIOHTTP1

/// The operations of the tag Accounts: the WhatsApp numbers of the organization.
enum AccountOperations {
    static let table: [String: OperationHandler] = [
        "listAccounts": .world(.GET, [], list)
    ]

    private static func list(_ call: Call, _ state: inout WorldState) throws(APIError) -> Answer {
        try call.fields.throwFirst()
        let showsAll = call.query["status"]?.string == "all"
        let owner = call.query["customer_id"]?.string
        let shown = state.accounts.all.filter { account in
            (showsAll || account.status == .connected) && (owner == nil || account.customerID?.description == owner)
        }
        return call.list(
            shown.map { account in
                let owner = account.customerID.flatMap { state.customers[$0] }
                return JSONWriter.bytes { writer in account.write(to: &writer, owner: owner) }
            }
        )
    }
}
