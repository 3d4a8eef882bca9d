import Documents
import OrderedCollections
import Testing

@testable import Domain

/// Removes each member of an export or replaces its value, one at a time, and imports the result.
@Suite struct StateMutationTests {
    static let members = [
        "version", "clock", "organization", "customers", "setup_links", "accounts", "contacts", "directory",
        "conversations", "activity", "labels", "messages", "send_counts", "typings", "templates",
        "webhook_subscriptions", "deliveries", "delivery_queue", "policy", "trusted_certificates", "timers", "nonces",
        "outbox", "unreported_changes", "cursors", "generator",
    ]
    /// Members that hold JSON of clients, in which any value is valid.
    static let freeJSON: Set = ["metadata", "components", "detail", "sent"]
    static let replacements: [JSONValue] = [
        nil, true, 0, -1, 1, 4_611_686_018_427_387_904, 1.5, "", "2026-06-04T10:00:00Z", [nil], [:],
    ]

    /// A third of the replacements, a different third at each place, because each costs the import of a whole world.
    private static func replacements(at index: Int) -> [JSONValue] {
        replacements.indices.filter { ($0 + index).isMultiple(of: 3) }.map { replacements[$0] }
    }

    /// The export of the rich world, with one event of each kind, as further ones are read in the same way.
    private static let world = Result<JSONValue, any Error> {
        let json = try JSONValue(parsing: try RichWorld().state.exported)
        var kinds: Set<String> = []
        let events = json["outbox"]?["events"]?.array?.filter { event in
            kinds.insert(event["kind"]?.object?.keys.first ?? "").inserted
        }
        return try json.changed(at: ["outbox", "events"], to: .array(try #require(events)))
    }

    /// One place of every shape below a member of the export; all elements of an array have one shape.
    private func places(in json: JSONValue, below member: String) -> [[String]] {
        var seen: Set<String> = []
        var found: [[String]] = []
        func walk(_ value: JSONValue, _ path: [String], _ shape: String) {
            if seen.insert(shape).inserted { found.append(path) }
            switch value {
            case .object(let members):
                guard !Self.freeJSON.contains(path.last ?? "") else { return }
                for (name, inner) in members { walk(inner, path + [name], shape + "/" + name) }
            case .array(let elements):
                guard !Self.freeJSON.contains(path.last ?? "") else { return }
                for (index, inner) in elements.enumerated() { walk(inner, path + [String(index)], shape + "/*") }
            case .null, .bool, .integer, .number, .string: return
            }
        }
        if let inner = json[member] { walk(inner, [member], member) }
        return found
    }

    private func isLikelyWrong(_ new: JSONValue, for old: JSONValue, at path: [String]) -> Bool {
        guard old != new, !["detail", "sent"].contains(path.last) else { return false }
        switch (old, new) {
        case (.null, _), (_, .null): return false
        case (.object, .integer):
            return ![
                "customers", "setup_links", "contacts", "conversations", "labels", "webhook_subscriptions",
                "deliveries", "messages", "templates",
            ].contains(path.dropLast().last)
        case (.object, .string): return path.last != "body"
        case (.object, .object): return !["metadata", "switches", "send_counts"].contains(path.last)
        case (.string, .string), (.array, .array), (.bool, .bool), (.integer, .integer), (.number, .number),
            (.number, .integer), (.integer, .number):
            return false
        default: return true
        }
    }

    @Test(arguments: members) func `a missing member is refused with its place`(_ member: String) throws {
        let json = try Self.world.get()
        for path in places(in: json, below: member) where Int(path.last ?? "") == nil && path.last != "base64" {
            guard path.dropLast().allSatisfy({ $0 != "switches" && $0 != "send_counts" }), path.last != "now" else {
                continue
            }
            let changed = try json.changed(at: path[...], to: nil)
            let error = #expect(throws: StateError.self, "\(path)") { try WorldState(importing: changed) }
            let pointer = error?.pointer.tokens ?? []
            #expect(pointer == path || pointer == path.dropLast(), "\(path)")
        }
    }

    @Test(arguments: members) func `a replaced value is refused with its place, or gives a world that works`(
        _ member: String
    ) throws {
        let json = try Self.world.get()
        for (index, path) in places(in: json, below: member).enumerated() {
            let old = try #require(json[JSONPointer(path)])
            for new in Self.replacements(at: index) {
                let changed = try json.changed(at: path[...], to: new)
                do throws(StateError) {
                    let state = try WorldState(importing: changed)
                    #expect(!isLikelyWrong(new, for: old, at: path), "\(path) \(new.text)")
                    // An empty text is accepted where any text is valid; such a world is not used further.
                    if new != "" { live(state) }
                } catch {
                    #expect(changed[JSONPointer(error.pointer.tokens.dropLast())] != nil, "\(path) \(error.pointer)")
                    #expect(!error.message.isEmpty)
                }
            }
        }
    }

    /// Runs the code that reads the imported values, which must not trap; the world's export must be importable.
    private func live(_ imported: WorldState) {
        var state = imported
        let text = state.exportedText
        #expect(throws: Never.self) {
            let again = try state.reimported()
            #expect(again.exportedText == text)
        }
        let now = state.now(wall: .start)
        state.runDueTimers(wall: .start)
        state.sendAll(.answer(500))
        for customer in state.customers.byAge { state.countPoll(of: customer, at: now) }
        if let team = state.organization.teams.first {
            _ = state.createCustomer(CustomerDraft(name: "x"), in: team, at: now)
        }
        useInbox(of: &state, at: now)
        _ = state.advance(.hours(40), outcome: .failed(.timeout))
        state.removeOldDeliveries(at: now.adding(.hours(9000)))
        _ = state.exported
    }

    private func useInbox(of state: inout WorldState, at now: Timestamp) {
        for conversation in state.conversations.byAge {
            state.noteInbound(in: conversation.id, at: now)
            state.noteOutbound(in: conversation.id, at: now)
            state.noteRead(in: conversation.id, at: now)
        }
        for label in state.labels.byAge { state.deleteLabel(label) }
        for contact in state.contacts.byAge { state.deleteContact(contact) }
        for account in state.accounts.all {
            let contact = state.knownContact(phoneNumber: "+1", name: nil, on: account, source: .api, at: now)
            _ = state.knownConversation(with: contact, at: now)
            let filter = ActivityOrder.Filter(accountID: contact.accountID)
            let page = state.conversationPage(of: filter, after: nil, limit: 1)
            state.conversations.byAge.forEach { state.noteOutbound(in: $0.id, at: now) }
            _ = state.conversationPage(of: filter, after: page.nextPosition, limit: 9)
        }
    }
}
