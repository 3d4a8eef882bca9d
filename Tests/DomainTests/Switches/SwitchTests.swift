import Documents
import Domain
import Testing

@Suite struct SwitchTests {
    /// The switches that Fidelity.md lists, each with its default and its other readings.
    private static let documented: [(String, [JSONValue])] = [
        ("auto_disable_after", [20, 24, 0]), ("envelope_livemode", [false, true]),
        ("http_webhook_urls", ["local", "https_only", "any"]), ("idempotency_mismatch", [422, 409]),
        ("invalid_to_code", ["invalid_field_value", "invalid_phone_number"]),
        ("media_response", ["redirect", "json"]), ("meta_identities", ["current", "documented", "phone_only"]),
        ("passthrough_kirim", [true, false]), ("reply_button_type", ["strict", "both"]),
        ("send_returns_wamid", [false, true]), ("send_status_code", [200, 202]),
        ("setup_link_token_field", [false, true]), ("signature_headers", ["both", "plain", "256"]),
        ("status_event_id", ["wamid", "unique"]), ("template_checks", ["all", "body_only"]),
        ("unknown_template", ["async", "sync"]), ("window_violation", ["async", "sync"]),
    ]

    @Test func `the switches are exactly those that are documented`() {
        #expect(Switch.allCases.map(\.rawValue) == Self.documented.map(\.0))
    }

    @Test(arguments: documented)
    func `a switch has the readings that are documented, the default first`(name: String, readings: [JSONValue]) throws
    {
        let known = try #require(Switch(rawValue: name))
        #expect(known.readings == readings)
        #expect(Switches()[known] == readings[0])
    }

    @Test func `the properties of the switches follow the readings that are set`() {
        var switches = Switches()
        #expect(switches.sendStatus == .ok)
        #expect(!switches.returnsWamid)
        #expect(switches.windowViolation == .async)
        #expect(switches.passesKirim)
        #expect(switches.mediaResponse == .redirect)
        #expect(switches.metaIdentities == .current)
        #expect(switches.statusEventID == .wamid)
        switches[.metaIdentities] = "phone_only"
        switches[.statusEventID] = "unique"
        switches[.sendStatusCode] = 202
        switches[.sendReturnsWamid] = true
        switches[.windowViolation] = "sync"
        switches[.passthroughKirim] = false
        switches[.mediaResponse] = "json"
        #expect(switches.sendStatus == .accepted)
        #expect(switches.returnsWamid)
        #expect(switches.windowViolation == .sync)
        #expect(!switches.passesKirim)
        #expect(switches.metaIdentities == .phoneOnly)
        #expect(switches.statusEventID == .unique)
        #expect(switches.mediaResponse == .json)
    }
}
