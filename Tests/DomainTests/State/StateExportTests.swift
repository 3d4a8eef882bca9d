import Documents
import OrderedCollections
import Testing

@testable import Domain

@Suite struct StateExportTests {
    @Test func `a world that was exported and imported gives the same bytes again`() throws {
        let state = try RichWorld().state
        let text = state.exportedText
        let other = try state.reimported()
        #expect(other.exportedText == text)
        #expect(try other.reimported().exportedText == text)
    }

    @Test func `equal worlds have equal exports`() throws {
        #expect(try RichWorld().state.exportedText == RichWorld().state.exportedText)
    }

    @Test func `a world without teams survives export and import`() throws {
        let state = WorldState.sample(teams: [])
        #expect(try state.reimported().exportedText == state.exportedText)
    }

    @Test func `the rich world covers every status, reason, timer and kind of record`() throws {
        let text = try RichWorld().state.exportedText
        let statuses = CustomerStatus.allCases.map(\.rawValue) + WebhookDelivery.Status.allCases.map(\.rawValue)
        let reasons = DeliveryQueue.Reason.allCases.map(\.rawValue)
        let timers = [
            "delivery_attempt", "setup_link_expiry", "secret_expiry", "window_end", "template_review", "message_status",
        ]
        let others = [
            "base64", "paused", "customer_onboarded", "triggered", "setup_link_consumed", "failed\":\"dns", "lost",
            "reorder", "contact_created", "contact_updated", "conversation_assigned", "conversation_closed", "rejected",
            "staged", "message_received", "message_sent", "reaches", "fails", "queued", "read",
        ]
        for word in statuses + reasons + timers + others { #expect(text.contains("\"\(word)\""), "\(word)") }
        #expect(try RichWorld().state.deliveryQueueRecord.held.map(\.entries.count) == [2])
        #expect(try !RichWorld().state.nonces.unspent.isEmpty)
        let activity = try RichWorld().state.activityRecord
        #expect(Set(activity.standings.map(\.rank.isSilent)) == [true, false])
        #expect(Set(activity.log.map(\.rank.isSilent)) == [true, false])
    }

    @Test func `an export has its members in a fixed order and only the offset of a real clock`() throws {
        let json = try JSONValue(parsing: try RichWorld().state.exported)
        #expect(
            try #require(json.object).keys == [
                "version", "clock", "organization", "customers", "setup_links", "accounts", "contacts", "directory",
                "conversations", "activity", "labels", "messages", "send_counts", "typings", "templates",
                "webhook_subscriptions", "deliveries", "delivery_queue", "policy", "trusted_certificates", "timers",
                "nonces", "outbox", "unreported_changes", "cursors", "generator",
            ]
        )
        #expect(json["clock"] == ["mode": "real", "offset_ms": 9_000])
    }

    @Test func `a frozen clock is exported with the time that it shows`() throws {
        var state = WorldState.sample()
        state.freeze()
        let json = try JSONValue(parsing: state.exported)
        #expect(json["clock"] == ["mode": "frozen", "now": "2026-06-04T10:00:00.000Z"])
        #expect(try state.reimported().clock == state.clock)
    }

    @Test(arguments: [
        Timestamp(milliseconds: -62_167_219_200_001), Timestamp(milliseconds: -62_167_219_200_000),
        Timestamp(milliseconds: 253_402_300_799_999), Timestamp(milliseconds: 253_402_300_800_000),
        Timestamp(milliseconds: -1),
    ])
    func `a timestamp of any year survives export and import`(_ moment: Timestamp) throws {
        let json = try JSONValue(parsing: JSONWriter.bytes { moment.writeState(to: &$0) })
        #expect(try Timestamp(state: json) == moment)
    }

    @Test(arguments: [
        [], [0xFF], [0, 1], [0xC3, 0x28, 0], [1, 2, 3, 0x80], Array("tëxt \"\\\n\u{0}".utf8), [0xEF, 0xBB, 0xBF],
        Array(0...255),
    ])
    func `any bytes survive export and import`(_ bytes: [UInt8]) throws {
        let json = try JSONValue(parsing: JSONWriter.bytes { StateBytes(bytes).writeState(to: &$0) })
        #expect(try StateBytes(state: json).bytes == bytes)
    }

    @Test(arguments: ["=", "A===", "/x==", "////=", "////", "AAA", "IiI=", "/w=A", "=w==", "é==="])
    func `base64 is read only in its one correct form and only for bytes that are not UTF-8`(_ text: String) throws {
        let json: JSONValue = ["base64": .string(text)]
        if text == "////" {
            #expect(try StateBytes(state: json).bytes == [255, 255, 255])
        } else {
            #expect(throws: StateError.self) { try StateBytes(state: json) }
        }
    }
}
