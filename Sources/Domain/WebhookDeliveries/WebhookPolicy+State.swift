extension WebhookPolicy.Order: StateCodable {}
extension WebhookPolicy.SignTime: StateCodable {}

extension WebhookPolicy: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        var policy = WebhookPolicy()
        policy.retries = try coder.field("retries", \.retries)
        policy.jitter = try coder.field("jitter", \.jitter)
        policy.timeout = try coder.field("timeout", \.timeout)
        policy.order = try coder.field("order", \.order)
        policy.signTime = try coder.field("sign_time", \.signTime)
        try coder.check("jitter", mustBe: "a number from 0 to 1", (0...1).contains(policy.jitter))
        try coder.check("timeout", mustBe: "longer than no time", policy.timeout > .zero)
        return policy
    }
}
