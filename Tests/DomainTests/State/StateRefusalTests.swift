import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct StateRefusalTests {
    private func json() throws -> JSONValue { try JSONValue(parsing: try RichWorld().state.exported) }

    /// The error of an import with `value` at this place, or without any value there; nil if the import succeeds.
    private func refusal(of value: JSONValue?, at path: String) throws -> StateError? {
        let pointer = try #require(JSONPointer(parsing: path))
        let json = try json().changed(at: pointer.tokens[...], to: value)
        do throws(StateError) {
            _ = try WorldState(importing: json)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [nil, true, 1, "x", []] as [JSONValue])
    func `an export that is not a JSON object is refused`(_ json: JSONValue) {
        #expect(throws: StateError("must be an object")) { try WorldState(importing: json) }
    }

    @Test func `an unknown export version is refused before anything else`() throws {
        let error = #expect(throws: StateError.self) { try WorldState(importing: ["version": 2, "clock": 1]) }
        #expect(error?.pointer.description == "/version")
        #expect(error?.message == "must be a whole number from 1 to 1")
    }

    @Test func `an unknown member is refused with a similar name as a hint`() throws {
        let refused = try refusal(of: "x", at: "/customers/0/emial")
        let error = try #require(refused)
        #expect(error.pointer.description == "/customers/0/emial")
        #expect(error.hint == "email")
        #expect(try refusal(of: 1, at: "/odd")?.pointer.description == "/odd")
    }

    @Test func `an unknown value is refused with a similar one as a hint`() throws {
        let refused = try refusal(of: "activ", at: "/customers/0/status")
        let error = try #require(refused)
        #expect(error.hint == "active")
        #expect(error.message.hasPrefix("must be one of `pending`, `active`"))
        #expect(try refusal(of: ["faild": "dns"], at: "/deliveries/2/attempts/0/outcome")?.hint == "failed")
        #expect(try refusal(of: "succes", at: "/organization/onboarding/outcome")?.hint == "success")
        #expect(try refusal(of: "manul", at: "/organization/messages/mode")?.hint == "manual")
        #expect(try refusal(of: 7, at: "/organization/switches/auto_disable_aftr")?.hint == "auto_disable_after")
    }

    @Test(arguments: [
        ("/setup_links/0/customer", "cus_none"), ("/accounts/0/customer_id", "cus_none"),
        ("/nonces/0/link", "csl_none"), ("/delivery_queue/waiting/0/id", "wbd_none"),
        ("/delivery_queue/held/0/arrivals/0/id", "wbd_none"), ("/contacts/0/account_id", "987654"),
        ("/contacts/0/labels/0", "lbl_none"), ("/conversations/0/account_id", "987654"),
        ("/conversations/0/labels/0", "lbl_none"), ("/activity/standings/0/conversation", "cnv_none"),
        ("/activity/log/0/conversation", "cnv_none"),
        ("/templates/0/account_id", "999999"), ("/messages/0/conversation_id", "cnv_none"),
        ("/unreported_changes/changes/0/customer", "cus_none"),
    ])
    func `a reference to a missing object is refused`(path: String, id: String) throws {
        let refused = try refusal(of: .string(id), at: path)
        let error = try #require(refused)
        #expect(error.pointer.description == path)
        #expect(error.message.hasPrefix("there is no "))
        #expect(error.message.hasSuffix(id))
    }

    @Test(arguments: [
        "/customers/1/id", "/customers/1/internal_id", "/setup_links/1/token", "/deliveries/1/id", "/nonces/1/text",
        "/accounts/1/phone_number_id", "/delivery_queue/waiting/1/id",
        "/delivery_queue/held/0/arrivals/1/id", "/contacts/1/id", "/conversations/1/id",
        "/activity/standings/1/conversation", "/templates/1/id", "/templates/1/name", "/messages/1/id",
        "/messages/1/wamid",
    ])
    func `a unique value that occurs twice is refused`(_ path: String) throws {
        let json = try json()
        let first = path.replacing("/1/", with: "/0/")
        let pointer = try #require(JSONPointer(parsing: first))
        var value = try #require(json[pointer])
        if path.hasPrefix("/accounts") { value = "123456" }
        let refused = try refusal(of: value, at: path)
        let error = try #require(refused)
        #expect(error.pointer.description == path || error.pointer.description == path.replacing("/1/", with: "/2/"))
        #expect(error.message.hasPrefix("occurs a second time"))
    }

    @Test func `a label name that occurs twice in a team, in any case, is refused`() throws {
        let refused = try refusal(of: "grÖße", at: "/labels/2/name")
        let error = try #require(refused)
        #expect(error.pointer.description == "/labels/2/name")
        #expect(error.message == "occurs a second time: grÖße")
    }

    @Test(
        arguments: [
            ("/policy/jitter", 1.5), ("/policy/timeout", "0s"), ("/organization/idempotency/wait", "0s"),
            ("/organization/idempotency/wait", "6m"), ("/organization/rate_limits/write_per_minute", 0),
            ("/organization/limits/connected_accounts", -1), ("/organization/onboarding/polls", 0), ("/cursors", "12"),
            ("/organization/mcp/revisions", []), ("/organization/mcp/revisions", ["2024-11-05"]),
            ("/generator/objects", "000000000000000G"), ("/generator/objects", "-00000000000000a"),
            ("/delivery_queue/next_number", 0), ("/timers/next_number", 0), ("/outbox/total", 0),
            ("/unreported_changes/shortened_customers", ["cus_none"]),
            ("/unreported_changes/changes/0/events_before", -1),
            ("/clock", ["mode": "real", "offset_ms": 9_000_000_000_000_000_000]), ("/clock", ["mode": "frozen"]),
            ("/clock", ["mode": "real", "offset_ms": 0, "now": "2026-06-04T10:00:00Z"]),
            ("/customers/0", 4_503_599_627_370_497), ("/customers/1", 1_000_001), ("/customers/0", 0),
            ("/customers/0/created_at", 9_000_000_000_000_000_000), ("/customers/0/created_at", 1),
            ("/policy/retries", ["1000000d"]), ("/activity/newest", 3), ("/activity/newest", 2_000_000_000),
            ("/activity/forgotten", 9000), ("/activity/forgotten", 7), ("/activity/standings", []),
            ("/activity/standings/0/rank/is_silent", false), ("/activity/standings/0/rank/position", 0),
            ("/activity/standings/1/rank/position", 1), ("/activity/log/1/until", 1),
            ("/conversations/0/unread_count", -1),
            ("/activity/log/0/rank/position", 500), ("/conversations/0/phone_number", "+62811000999"),
        ] as [(String, JSONValue)]
    )
    func `a value that is out of range or contradicts others is refused`(path: String, value: JSONValue) throws {
        let refused = try refusal(of: value, at: path)
        let error = try #require(refused)
        #expect(error.pointer.description.hasPrefix("/" + path.split(separator: "/")[0]))
    }

    @Test func `a large gap before all deliveries is imported and exported as one number`() throws {
        let far = try json().changed(at: ["deliveries"], to: [1_000_000_000_000])
        let empty = try far.changed(at: ["delivery_queue"], to: ["waiting": [], "held": [], "next_number": 7])
        var state = try WorldState(importing: empty)
        #expect(state.exportedText.contains("\"deliveries\":[1000000000000]"))
        state.clock = .wall
        _ = try state.addCustomer()
        #expect(state.exportedText.contains("\"deliveries\":[1000000000000,{"))
        #expect(state.rows().count == state.deliveries.count)
    }
}

extension JSONValue {
    /// The same value with `value` at this place, or without any value there.
    func changed(at path: ArraySlice<String>, to value: JSONValue?) throws -> JSONValue {
        guard let token = path.first else { return value ?? .null }
        let rest = path.dropFirst()
        switch self {
        case .object(var members):
            members[token] = rest.isEmpty ? value : try (members[token] ?? [:]).changed(at: rest, to: value)
            return .object(members)
        case .array(var elements):
            let index = try #require(Int(token).flatMap { elements.indices.contains($0) ? $0 : nil })
            if rest.isEmpty, value == nil {
                elements.remove(at: index)
            } else {
                elements[index] = try elements[index].changed(at: rest, to: value)
            }
            return .array(elements)
        case .null, .bool, .integer, .number, .string:
            throw StateError("is no container")
        }
    }
}
