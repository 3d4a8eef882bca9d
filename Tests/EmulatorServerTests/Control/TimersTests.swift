import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// The list of what becomes due next.
@Suite struct TimersTests {
    private func timers(
        _ emulator: Emulator,
        _ query: String = "",
        key: String? = usualKey
    ) throws -> [JSONValue] {
        let answer = try emulator.control(key).get("/__admin/clock/timers" + query)
        try #require(answer.status == 200)
        return try #require(answer.data.array)
    }

    @Test func `a new sandbox has nothing that becomes due`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control(usualKey).get("/__admin/clock/timers")
            #expect(answer.json == ["data": [], "more": false])
        }
    }

    @Test func `a failed delivery is listed with its next attempt until it is delivered`() async throws {
        let receiver = WebhookReceiver { $0.header("X-Kirim-Attempt") == "3" ? .answer(200) : .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            _ = try emulator.createCustomer()
            try await emulator.settle()
            let first = try timers(emulator)
            #expect(first.column("kind") == ["delivery_attempt"])
            #expect(first.column("at") == [Emulator.instant(10)])
            #expect(first.column("ref") == (try emulator.deliveries()).column("id"))
            #expect(first.column("result") == [.null])
            try await emulator.advance(["by": "10s"])
            #expect(try timers(emulator).column("at") == [Emulator.instant(40)])
            try await emulator.advance(["by": "30s"])
            #expect(try timers(emulator) == [])
        }
    }

    @Test func `a setup link is listed with its end until it is revoked`() async throws {
        try await withEmulator { emulator in
            let invited = try emulator.invite()
            let end = try #require(invited.created["expires_at"])
            let rows = try timers(emulator)
            #expect(rows.column("kind") == ["setup_link_expired"])
            #expect(rows.column("at") == [end])
            #expect(rows.column("ref") == [.string(invited.link)])
            #expect(rows.column("result") == ["expired"])
            let path = "/customers/\(invited.customer)/setup_links/\(invited.link)"
            try #require(try emulator.client().delete(path).status == 200)
            #expect(try timers(emulator) == [])
        }
    }

    @Test func `the statuses of a message are listed, and not after a test has reported them`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            _ = try emulator.control(usualKey).put("/__admin/clock", ["mode": "frozen"])
            try emulator.hear()
            let id = try emulator.sendText()
            let rows = try timers(emulator)
            #expect(rows.column("kind") == ["message_status", "window_closed"])
            #expect(rows.column("result") == ["sent", "closed"])
            #expect(rows[0]["ref"] == .string(id))
            try await emulator.advance(["by": "100ms"])
            #expect(try timers(emulator).column("result") == ["delivered", "closed"])
            try emulator.report("delivered", of: id)
            #expect(try timers(emulator).column("result") == ["closed"])
        }
    }

    @Test func `a window is listed with the end that the last message gives it`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            _ = try emulator.control(usualKey).put("/__admin/clock", ["mode": "frozen"])
            try emulator.hear()
            #expect(try timers(emulator).column("at") == [Emulator.instant(24 * 3600)])
            try await emulator.advance(["by": "23h"])
            try emulator.hear()
            let rows = try timers(emulator)
            #expect(rows.column("kind") == ["window_closed"])
            #expect(rows.column("at") == [Emulator.instant(47 * 3600)])
        }
    }

    @Test func `an automatic onboarding comes before the end of its link, which it consumes`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["onboarding": ["mode": "automatic", "after": "2s"]])
            _ = try emulator.invite()
            let rows = try timers(emulator)
            #expect(rows.column("kind") == ["onboarding", "setup_link_expired"])
            #expect(rows.column("result") == [.null, "expired"])
            #expect(rows[0]["at"] == Emulator.instant(2))
            try await emulator.advance(["by": "2s"])
            #expect(try timers(emulator) == [])
        }
    }

    @Test func `a list without a key has the timers of all sandboxes in the order of their times`() async throws {
        try await withEmulator { emulator in
            for key in [usualKey, otherKey, usualKey] {
                _ = try emulator.invite(key: key)
                emulator.clock.advance(by: .seconds(1))
            }
            let rows = try timers(emulator, key: nil)
            #expect(rows.count == 3)
            let times = rows.column("at").compactMap(\.string)
            #expect(times == times.sorted())
            #expect(rows[0]["sandbox"] == rows[2]["sandbox"])
            #expect(rows[0]["sandbox"] != rows[1]["sandbox"])
            #expect(try timers(emulator, key: otherKey) == [rows[1]])
            let first = try emulator.control().get("/__admin/clock/timers?limit=2").json
            #expect(first["data"] == .array(Array(rows.prefix(2))))
            #expect(first["more"] == true)
            #expect(try emulator.control().get("/__admin/clock/timers?limit=3").json["more"] == false)
        }
    }

    @Test func `a limit keeps the timers that fire first, whatever is due before them`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            try emulator.configure(["onboarding": ["mode": "automatic", "after": "10h"]])
            _ = try emulator.control(usualKey).put("/__admin/clock", ["mode": "frozen"])
            try emulator.hear()
            try await emulator.advance(["by": "23h"])
            // The window now closes at 47 hours, while its timer is due at 24 hours.
            try emulator.hear()
            let revoked = try emulator.invite()
            let path = "/customers/\(revoked.customer)/setup_links/\(revoked.link)"
            try #require(try emulator.client().delete(path).status == 200)
            for _ in 1...3 { _ = try emulator.invite() }
            let all = try timers(emulator)
            let onboardings = [JSONValue](repeating: "onboarding", count: 3)
            let ends = [JSONValue](repeating: "setup_link_expired", count: 3)
            #expect(all.column("kind") == onboardings + ["window_closed"] + ends)
            for limit in 1...7 {
                let answer = try emulator.control(usualKey).get("/__admin/clock/timers?limit=\(limit)").json
                #expect(answer["data"] == .array(Array(all.prefix(limit))))
                #expect(answer["more"] == .bool(limit < 7))
            }
        }
    }
}
