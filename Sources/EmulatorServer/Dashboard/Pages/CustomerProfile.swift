import Documents
import Domain
import EmulatorCore

/// All that the dashboard shows of one customer.
struct CustomerProfile: Sendable {
    let customer: Customer
    /// The customer's team; nil if the organization no longer has it.
    let team: Team?
    /// The accounts of the customer, oldest first.
    let accounts: [WhatsAppAccount]
    /// The accounts that have no owner, oldest first.
    let freeAccounts: [WhatsAppAccount]
    /// The newest setup links, newest first.
    let links: [SetupLink]
    let history: CustomerHistory
    /// The numbers of the accounts in the history, by their `phone_number_id`.
    let numbers: [String: String]
    /// The last characters of the tokens of the setup links in the history.
    let linkEndings: [Identifier<SetupLink>: String]
    /// The time on the clock of the world.
    let now: Timestamp

    /// Reads the customer with that id; nil if the world does not have it.
    init?(of id: String, in state: borrowing WorldState, since beginning: WorldState, at now: Timestamp) {
        guard let customer = state.customers[Identifier(id)] else { return nil }
        self.customer = customer
        self.now = now
        team = state.organization.teams.first { $0.id == customer.teamID }
        accounts = state.accounts(of: customer)
        freeAccounts = state.accounts.all.filter { $0.customerID == nil && $0.phoneNumberID != nil }
        links = state.setupLinks(of: customer, status: nil, at: now)
        history = state.history(of: customer, since: beginning, at: now)
        var numbers: [String: String] = [:]
        for id in history.entries.compactMap(\.account) { numbers[id] = state.accounts[phoneNumberID: id]?.phoneNumber }
        self.numbers = numbers
        var endings: [Identifier<SetupLink>: String] = [:]
        for id in history.entries.compactMap(\.setupLink) { endings[id] = state.setupLinks[id]?.tokenEnding }
        linkEndings = endings
    }

    /// Writes the members of the JSON answer.
    func write(to writer: inout JSONWriter, in sandbox: Sandbox) {
        writer.key("data")
        writer.object { writer in
            customer.writeMembers(to: &writer)
            writer.key("whatsapp_accounts")
            writer.array { writer in for account in accounts { account.writeOwned(to: &writer) } }
            writer.key("setup_links")
            writer.array { writer in for link in links { link.write(to: &writer, at: now) } }
            writer.key("history")
            writer.array { writer in for entry in history.entries { entry.write(to: &writer) } }
            writer.member("history_shortened", history.isShortened)
            writer.key("free_accounts")
            writer.array { writer in for account in freeAccounts { account.writeOwned(to: &writer) } }
        }
        writer.member("sandbox", sandbox.id.description)
    }
}

extension CustomerHistory.Entry {
    fileprivate func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("at", at.description)
            writer.member("kind", kind.rawValue)
            writer.key("fields")
            writer.array { writer in
                for field in fields { field.write(to: &writer) }
            }
            writer.member("setup_link_id", setupLink?.description)
            writer.member("phone_number_id", account)
            writer.member("event_id", event?.description)
        }
    }
}
