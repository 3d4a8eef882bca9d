import Domain
import Testing

@Suite struct PlanTests {
    @Test(arguments: [
        (Plan.starter, 60, 600, false), (.pro, 600, 6000, false),
        (.business, 600, 6000, true), (.enterprise, 1_000_000, 1_000_000, true),
    ])
    func `a plan has its rate limits and entitlements`(plan: Plan, writes: Int, reads: Int, customers: Bool) {
        #expect(plan.writesPerMinute == writes)
        #expect(plan.readsPerMinute == reads)
        #expect(plan.includes(.customers) == customers)
    }

    @Test func `plans, entitlements and subscriptions are spelled as in settings`() {
        #expect(Plan.allCases.map(\.rawValue) == ["starter", "pro", "business", "enterprise"])
        #expect(Entitlement.allCases.map(\.rawValue) == ["customers"])
        #expect(Subscription.allCases.map(\.rawValue) == ["active", "inactive"])
    }

    @Test(arguments: Plan.allCases)
    func `a rate limit in the settings replaces the plan's, and nil restores the plan's`(plan: Plan) {
        var organization = WorldState.sample().organization
        organization.plan = plan
        #expect(organization.writesPerMinute == plan.writesPerMinute)
        #expect(organization.readsPerMinute == plan.readsPerMinute)
        organization.rateLimits.writePerMinute = 7
        #expect(organization.writesPerMinute == 7)
        #expect(organization.readsPerMinute == plan.readsPerMinute)
        organization.rateLimits.readPerMinute = 9
        organization.rateLimits.writePerMinute = nil
        #expect(organization.writesPerMinute == plan.writesPerMinute)
        #expect(organization.readsPerMinute == 9)
    }
}
