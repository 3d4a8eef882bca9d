import Documents
import Domain
import EmulatorCore
import EmulatorServer
import OrderedCollections

/// The state with which the world of a replay starts.
struct ReplayStart {
    /// The API key of the sandbox.
    let key: String
    /// The exported state, with stand-ins for secrets and with a frozen clock.
    let state: JSONValue
    /// The time on the clock.
    let now: Timestamp
    /// Whether the clock of the recorded world ran.
    let isReal: Bool

    init(_ bundle: FailureBundle, secrets: inout SecretStandIns, sendsWebhooks: Bool) {
        var members = secrets.filledWorld(bundle.start).object ?? [:]
        let own = members["organization"]?["api_keys"]?[0]?["secret"]?.string
        key = own.flatMap { SandboxRegistry.isKey($0) ? $0 : nil } ?? secrets.filled("kdv_test_replay")
        let clock = members["clock"] ?? .null
        isReal = clock["mode"] == "real"
        let standing = clock["now"]?.string.flatMap(Timestamp.init(iso8601:))
        now = standing ?? bundle.startedAt.adding(milliseconds: Int64(clock["offset_ms"]?.integer ?? 0))
        members["clock"] = ["mode": "frozen", "now": .string(now.description)]
        if sendsWebhooks { members["deliveries"] = members["deliveries"].map(Self.dropped) }
        state = .object(members)
    }

    /// The deliveries with a fault that drops those that are not done.
    private static func dropped(_ deliveries: JSONValue) -> JSONValue {
        let fault: JSONValue = ["rule": "replay", "effect": ["drop": [:]], "delay": "0s", "is_of_attempt": false]
        return .array(
            (deliveries.array ?? []).map { delivery in
                // A number in the list is a gap.
                guard var members = delivery.object, members["status"] == "pending" || members["status"] == "failed"
                else { return delivery }
                members["fault"] = fault
                return .object(members)
            }
        )
    }
}
