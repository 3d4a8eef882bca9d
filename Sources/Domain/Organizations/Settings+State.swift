import Documents
import OrderedCollections

extension RateLimitSettings: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var settings = RateLimitSettings()
        settings.enforce = try coder.field("enforce", \.enforce)
        settings.writePerMinute = try coder.field("write_per_minute", \.writePerMinute, in: .figure)
        settings.readPerMinute = try coder.field("read_per_minute", \.readPerMinute, in: .figure)
        return settings
    }
}

extension OrganizationLimits: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var limits = OrganizationLimits()
        limits.connectedAccounts = try coder.field("connected_accounts", \.connectedAccounts, in: .quota)
        limits.messagesPerMonth = try coder.field("messages_per_month", \.messagesPerMonth, in: .quota)
        return limits
    }
}

extension IdempotencySettings: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var settings = IdempotencySettings()
        settings.wait = try coder.field("wait", \.wait)
        try coder.check("wait", mustBe: "a duration from 1ms to \(longestWait)", allows(wait: settings.wait))
        return settings
    }
}

extension MCPRevision: StateCodable {}

extension MCPSettings: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var settings = MCPSettings()
        let revisions = try coder.field("revisions", \.revisions)
        try coder.check("revisions", mustBe: "a list that is not empty", !revisions.isEmpty)
        settings.revisions = MCPRevision.allCases.filter(revisions.contains)
        return settings
    }
}

extension Switches: StateCodable {
    /// Writes the switches that were set, even if they were set to the default.
    func writeState(to writer: inout JSONWriter) {
        writer.object { writer in
            for name in Switch.allCases {
                if let reading = chosen[name] { writer.member(name.rawValue, reading) }
            }
        }
    }

    init(state json: JSONValue) throws(StateError) {
        self.init()
        guard let members = json.object else { throw .expected("an object") }
        for (name, value) in members {
            guard let known = Switch(rawValue: name) else {
                throw .unknown(name, among: Switch.allCases.map(\.rawValue)).inside(name)
            }
            guard let reading = known.reading(value) else {
                throw .expected("one of " + known.readings.map(\.text).joined(separator: ", ")).inside(name)
            }
            self[known] = reading
        }
    }
}
