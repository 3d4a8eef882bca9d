import Contract
import Documents
import Domain
import EmulatorCore

/// The operations that show the chats of a number as the phone in the inspector shows them.
struct InboxOperations: Sendable {
    let registry: SandboxRegistry

    var table: [String: ControlHandler] {
        ["listInbox": .now(list), "listThread": .now(thread)]
    }

    @Sendable private func list(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let wall = registry.now
        let limit = call.query["limit"]?.integer ?? 100
        let inbox = try sandbox.world.read(at: wall) { state throws(MockError) in
            let account = try described(state.inboxAccount(call.query["phone_number_id"]?.string))
            let search = call.query["search"]?.string
            return Inbox(
                clock: state.clock,
                accounts: state.accounts.all.filter { $0.phoneNumberID != nil }.map { account in
                    (account, account.customerID.flatMap { state.customers[$0] })
                },
                account: account,
                rows: account.map { state.inbox(of: $0, search: search, limit: limit + 1) } ?? []
            )
        }
        return .control { writer in inbox.writeMembers(to: &writer, limit: limit, wall: wall) }
    }

    @Sendable private func thread(_ call: ControlCall) throws(MockError) -> Answer {
        let id = Identifier<Conversation>(call.path["id"] ?? "")
        let sandbox = try call.sandbox(of: registry, holding: "conversation `\(id)`") { $0.conversations[id] != nil }
        let limit = call.query["limit"]?.integer ?? 100
        let thread = sandbox.world.read(at: registry.now) { state in
            state.conversations[id].map { state.thread(of: $0, limit: limit) }
        }
        guard let thread else { throw MockError(.notFound, "This sandbox has no conversation `\(id)`.") }
        return .control { writer in thread.writeMembers(to: &writer) }
    }
}

/// The chats of one number, with all numbers of its world.
private struct Inbox: Sendable {
    let clock: WorldClock
    let accounts: [(account: WhatsAppAccount, owner: Customer?)]
    let account: WhatsAppAccount?
    let rows: [InboxRow]

    func writeMembers(to writer: inout JSONWriter, limit: Int, wall: Timestamp) {
        writer.key("clock")
        writer.object { writer in clock.write(to: &writer, wall: wall) }
        writer.key("accounts")
        writer.array { writer in
            for (account, owner) in accounts { account.write(to: &writer, owner: owner) }
        }
        writer.member("phone_number_id", account?.phoneNumberID)
        writer.key("data")
        writer.array { writer in
            for row in rows.prefix(limit) { row.write(to: &writer) }
        }
        writer.member("more", rows.count > limit)
    }
}

extension WorldState {
    /// The account with that `phone_number_id`, or the oldest one that has a number; throws `notFound`.
    fileprivate func inboxAccount(_ id: String?) throws(DomainError) -> WhatsAppAccount? {
        guard let id else { return accounts.all.first { $0.phoneNumberID != nil } }
        return try account(phoneNumberID: id)
    }
}
