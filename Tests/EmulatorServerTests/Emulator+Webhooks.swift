import Crypto
import Documents
import Domain
import EmulatorTesting
import OrderedCollections
import Testing

/// A subscription that a test has created.
struct Subscribed: Sendable {
    let id: String
    let secret: String
}

extension Emulator {
    /// The default URL of the tests' subscriptions.
    static var hook: String { "https://platform.example.com/hook" }

    /// Subscribes to events through the API.
    func subscribe(
        to events: [String],
        at url: String = Emulator.hook,
        key: String = usualKey
    ) throws -> Subscribed {
        let body: JSONValue = ["url": .string(url), "events": .array(events.map { .string($0) })]
        let created = try client(key).post("/webhook_subscriptions", body)
        try #require(created.status == 201)
        return Subscribed(
            id: try #require(created.data["id"]?.string),
            secret: try #require(created.data["initial_secret"]?.string)
        )
    }

    /// Advances the clock of a world and returns the response.
    @discardableResult
    func advance(_ step: JSONValue, key: String? = usualKey) async throws -> JSONValue {
        let answer = try await control(key).postLater("/__admin/clock/advance", step)
        try #require(answer.status == 200)
        return answer.json
    }

    /// Waits until all deliveries that are due now have been sent and answered.
    func settle(key: String? = usualKey) async throws {
        try await advance(["by": "0s"], key: key)
    }

    /// The rows of all deliveries as the control API shows them, the oldest first.
    func deliveries(_ query: String = "", key: String? = usualKey) throws -> [JSONValue] {
        let answer = try control(key).get("/__admin/webhooks/deliveries" + query)
        try #require(answer.status == 200)
        return try #require(answer.json["data"]?.array)
    }

    /// One delivery with all of its attempts.
    func delivery(_ id: String, key: String? = usualKey) throws -> JSONValue {
        let answer = try control(key).get("/__admin/webhooks/deliveries/\(id)")
        try #require(answer.status == 200)
        return answer.json
    }

    /// Changes how a world delivers webhooks.
    func setPolicy(_ policy: JSONValue, key: String? = usualKey) throws {
        let answer = try control(key).put("/__admin/webhooks/policy", policy)
        try #require(answer.status == 200)
    }

    /// Triggers an event.
    @discardableResult
    func trigger(_ event: String, key: String? = usualKey) throws -> JSONValue {
        let answer = try control(key).post("/__admin/webhooks/trigger", ["event": .string(event)])
        try #require(answer.status == 201)
        return answer.json
    }

    /// The time that is `seconds` after the start time of the tests' clocks.
    static func instant(_ seconds: Int64) -> JSONValue {
        .string(ManualClock().now.adding(milliseconds: seconds * 1000).description)
    }
}

extension [JSONValue] {
    /// The values of one member of the rows.
    func column(_ name: String) -> [JSONValue] { map { $0[name] ?? .null } }
}

/// A signature header, parsed independently of the code that writes it.
struct SignatureHeader {
    let time: Int
    let codes: [String]

    /// Nil if the header has another form than `t=<seconds>,v1=<64 hex digits>[,v1=…]`.
    init?(_ value: String?) {
        guard let value, let match = value.wholeMatch(of: /t=(\d+)((?:,v1=[0-9a-f]{64})+)/), let time = Int(match.1)
        else { return nil }
        self.time = time
        codes = match.2.split(separator: ",").map { String($0.dropFirst(3)) }
    }

    /// The signature code of a body with a secret at this time.
    func code(of body: [UInt8], secret: String) -> String {
        let signed = Array("\(time).".utf8) + body
        let code = HMAC<SHA256>.authenticationCode(for: signed, using: SymmetricKey(data: Array(secret.utf8)))
        return code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// Expects an attempt to be signed with these secrets, in this order, and at that second if one is given.
func expect(
    _ webhook: ReceivedWebhook,
    isSignedWith secrets: [String],
    at seconds: Int64? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) throws {
    let header = try #require(
        SignatureHeader(webhook.header("X-Kirim-Signature")),
        sourceLocation: sourceLocation
    )
    let codes = secrets.map { header.code(of: webhook.body, secret: $0) }
    #expect(header.codes == codes, sourceLocation: sourceLocation)
    #expect(
        webhook.header("X-Kirim-Signature-256") == webhook.header("X-Kirim-Signature"),
        sourceLocation: sourceLocation
    )
    if let seconds { #expect(Int64(header.time) == seconds, sourceLocation: sourceLocation) }
}
