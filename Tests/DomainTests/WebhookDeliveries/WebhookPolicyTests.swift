import Domain
import Testing

struct WebhookPolicyTests {
    @Test func `the vendor's seven waits are 31 hours, 12 minutes and 40 seconds in total`() {
        let policy = WebhookPolicy()
        let waits = (1...7).map { policy.wait(afterAttempts: $0, chance: 0)?.description }
        #expect(waits == ["10s", "30s", "2m", "10m", "1h", "6h", "1d"])
        let total = WebhookPolicy.vendorRetries.reduce(Int64(0)) { $0 + $1.milliseconds }
        #expect(TimeSpan(milliseconds: total) == TimeSpan("PT31H12M40S"))
    }

    @Test(arguments: [-1, 0, 8, 9, 100])
    func `there is no wait before the first attempt and none after the eighth`(count: Int) {
        #expect(WebhookPolicy().wait(afterAttempts: count, chance: 0) == nil)
    }

    @Test(arguments: [0, 0.25, 0.5, 0.999_999])
    func `without jitter a wait does not depend on chance`(chance: Double) {
        #expect(WebhookPolicy().jitter == 0)
        #expect(WebhookPolicy().wait(afterAttempts: 1, chance: chance) == .seconds(10))
        #expect(WebhookPolicy().wait(afterAttempts: 7, chance: chance) == .hours(24))
    }

    @Test(
        arguments: [(0, 8000), (0.25, 9000), (0.5, 10_000), (0.75, 11_000), (0.999_999_999, 12_000)]
            as [(Double, Int64)]
    )
    func `jitter spreads a wait evenly to both sides`(chance: Double, milliseconds: Int64) {
        var policy = WebhookPolicy()
        policy.jitter = 0.2
        #expect(policy.wait(afterAttempts: 1, chance: chance)?.milliseconds == milliseconds)
        #expect(policy.wait(afterAttempts: 7, chance: chance)?.milliseconds == milliseconds * 8640)
    }

    @Test func `a wait with jitter stays within its bounds`() {
        var policy = WebhookPolicy()
        policy.jitter = 0.2
        var random = RandomStream(seed: 1)
        let waits = (0..<10_000).compactMap { _ in
            policy.wait(afterAttempts: 1, chance: .random(in: 0..<1, using: &random))?.milliseconds
        }
        #expect(waits.count == 10_000)
        #expect(waits.allSatisfy { (8000...12_000).contains($0) })
        #expect((waits.min() ?? .max) < 8050)
        #expect((waits.max() ?? .min) > 11_950)
    }

    @Test func `a custom list of retries decides how many attempts there are`() {
        var policy = WebhookPolicy()
        policy.retries = [.zero, TimeSpan(milliseconds: 50)]
        #expect(policy.wait(afterAttempts: 1, chance: 0.3) == .zero)
        #expect(policy.wait(afterAttempts: 2, chance: 0.3) == TimeSpan(milliseconds: 50))
        #expect(policy.wait(afterAttempts: 3, chance: 0.3) == nil)
        policy.retries = []
        #expect(policy.wait(afterAttempts: 1, chance: 0.3) == nil)
    }

    @Test func `the default policy has a ten-second timeout, event order and wall time signatures`() {
        let policy = WebhookPolicy()
        #expect(policy.timeout == .seconds(10))
        #expect(policy.order == .event)
        #expect(policy.signTime == .wall)
    }
}
