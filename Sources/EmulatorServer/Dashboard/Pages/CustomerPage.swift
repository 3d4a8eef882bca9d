import Documents
import Domain
import EmulatorCore

/// One page of the customers of a world, as the dashboard lists them.
struct CustomerPage: Sendable {
    /// A customer with its accounts, oldest first.
    struct Row: Sendable {
        let customer: Customer
        let accounts: [WhatsAppAccount]
    }

    let rows: [Row]
    /// The cursor of the next page; nil on the last one.
    let nextCursor: String?
    /// How many customers have each status.
    let counts: [CustomerStatus: Int]
    let teams: [Team]

    /// Reads a page; throws for a cursor of another list.
    init(_ search: CustomerSearch, in state: borrowing WorldState) throws(DomainError) {
        let cursors = state.cursors
        var position: Int?
        if let cursor = search.cursor { position = try cursors.position(of: cursor, in: search.listName) }
        let owners = search.owners(among: state.accounts)
        var shown: [Customer] = []
        let page = state.customerPage(
            of: search.listKey,
            after: position,
            limit: CustomerSearch.pageSize,
            where: { search.finds($0, owners: owners) },
            encoding: { customer in
                shown.append(customer)
                return []
            }
        )
        let accounts = state.accounts
        rows = shown.map { Row(customer: $0, accounts: accounts.owned(by: $0.id)) }
        nextCursor = page.nextPosition.map { cursors.cursor(at: $0, of: search.listName) }
        var counts: [CustomerStatus: Int] = [:]
        for status in CustomerStatus.allCases {
            counts[status] = state.customers.count(in: .status(status, team: nil))
        }
        self.counts = counts
        teams = state.organization.teams
    }

    /// How many customers are not archived.
    var visibleCount: Int { counts.reduce(0) { $0 + ($1.key == .archived ? 0 : $1.value) } }

    /// Writes the members of the JSON answer.
    func write(to writer: inout JSONWriter, in sandbox: Sandbox) {
        writer.key("data")
        writer.array { writer in
            for row in rows {
                writer.object { writer in
                    row.customer.writeMembers(to: &writer)
                    writer.key("whatsapp_accounts")
                    writer.array { writer in for account in row.accounts { account.writeOwned(to: &writer) } }
                }
            }
        }
        writer.member("has_more", nextCursor != nil)
        writer.member("next_cursor", nextCursor)
        writer.key("counts")
        writer.object { writer in
            for status in CustomerStatus.allCases { writer.member(status.rawValue, counts[status]) }
        }
        writer.member("sandbox", sandbox.id.description)
    }
}
