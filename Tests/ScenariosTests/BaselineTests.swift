import Domain
import EmulatorCore
import OrderedCollections
import Testing

@testable import Scenarios

@Suite struct BaselineTests {
    @Test func `a baseline has the API keys and the authentication mode of its scenario`() throws {
        let baseline = try baseline(
            """
            auth: declared
            api_keys:
              - { key: kdv_live_one, label: First }
              - { key: kdv_test_two, status: revoked, expires_at: 2026-06-05T00:00:00+07:00 }
            """
        )
        #expect(baseline.authentication == .declared)
        #expect(baseline.keys.map(\.secret) == ["kdv_live_one", "kdv_test_two"])
        #expect(baseline.keys.map(\.status) == [.active, .revoked])
        #expect(baseline.keys.last?.expiresAt == Timestamp(iso8601: "2026-06-04T17:00:00Z"))
        let organization = world(baseline, key: "kdv_live_one").organization
        #expect(organization.apiKeys.map(\.label) == ["First", "Default"])
    }

    @Test func `clock, webhooks, onboarding, messages and switches are read in the forms of the control API`() throws {
        let baseline = try baseline(
            """
            clock: { mode: frozen, now: 2026-06-05T00:00:00Z }
            webhooks: { retries: none, timeout: PT2S, order: none, sign_time: sandbox }
            onboarding: { mode: automatic, after: 2s }
            messages: { progression: { delivered: 1s }, magic_recipients: false }
            switches: { signature_headers: 256 }
            """
        )
        #expect(baseline.clock?.mode == .frozen)
        #expect(baseline.clock?.moment == Timestamp(iso8601: "2026-06-05T00:00:00Z"))
        #expect(baseline.policy.retries == [])
        #expect(baseline.policy.timeout == .seconds(2))
        #expect(baseline.policy.order == .none)
        #expect(baseline.policy.signTime == .sandbox)
        #expect(world(baseline).organization.onboarding.mode == .automatic)
        #expect(world(baseline).organization.onboarding.after == .seconds(2))
        let progression = world(baseline).organization.messages.progression
        #expect(progression == .timed(sent: TimeSpan(milliseconds: 100), delivered: .seconds(1)))
        #expect(!world(baseline).organization.messages.magicRecipients)
        #expect(world(baseline).organization.switches.signatureHeaders == .with256)
    }

    @Test func `an omitted setting of the organization comes from the built-in baseline`() throws {
        let settings = try baseline("organization: { plan: pro }").settings
        #expect(settings.plan == .pro)
        #expect(settings.name == "Your Platform Inc")
        #expect(settings.teams?.map(\.name) == ["Operations"])
    }

    @Test func `a fault rule without an id is named after its position or its preset`() throws {
        let rules = try baseline(
            """
            faults:
              - { on: { operation: createCustomer }, then: { connection: reset } }
              - { preset: rate_limit_exceeded, times: 2 }
              - { on: { operation: restoreCustomer }, then: { malformed: true } }
            """
        ).faults
        #expect(rules.map(\.id) == ["fault-1", "rate_limit_exceeded", "fault-3"])
        #expect(rules.map(\.counter.times) == [nil, 2, nil])
    }

    @Test(arguments: ["North", "n", "t1_abcdefghijkl"])
    func `a customer names its team by name, ref or id`(name: String) throws {
        let baseline = try baseline(
            """
            organization: { teams: [{ name: South }, { ref: n, id: t1_abcdefghijkl, name: North }] }
            customers: [{ name: A, team: \(name) }, { name: B }]
            """
        )
        let state = world(baseline)
        #expect(state.allCustomers.map(\.teamID) == state.organization.teams.reversed().map(\.id))
    }

    @Test func `the ref of a team takes precedence over the name of another`() throws {
        let baseline = try baseline(
            """
            organization: { teams: [{ name: a }, { ref: a, name: b }] }
            customers: [{ name: A, team: a }]
            """
        )
        let state = world(baseline)
        #expect(state.allCustomers.map(\.teamID) == state.organization.teams.suffix(1).map(\.id))
    }

    @Test func `a webhook subscription without a URL is ignored`() throws {
        let objects = try baseline(
            """
            webhook_subscriptions:
              - { events: ["*"] }
              - { url: null, events: [customer.created] }
              - { url: "", events: [customer.created] }
              - { url: "http://app:3000/", events: [customer.created, customer.created, message.created] }
            """
        ).objects
        #expect(objects.webhookSubscriptions.map(\.draft.url) == ["http://app:3000/"])
        #expect(objects.webhookSubscriptions.map(\.draft.events) == [["customer.created", "message.created"]])
    }

    @Test func `the switch http_webhook_urls decides whether http URLs are accepted`() throws {
        let rows = "webhook_subscriptions: [{ url: 'http://a.example/', events: ['*'] }]"
        #expect(try baseline("switches: { http_webhook_urls: any }\n" + rows).objects.webhookSubscriptions.count == 1)
        #expect(try diagnostics("version: 1\n" + rows).count == 1)
    }

    @Test func `a baseline without a seed gives all worlds the same ids`() throws {
        let text = "customers: [{ ref: a, name: A }]"
        let baseline = try baseline(text)
        #expect(baseline.seed == nil)
        #expect(world(baseline).allCustomers == world(baseline, key: "kdv_test_b").allCustomers)
        #expect(world(baseline).allCustomers != world(baseline.reseeded(3)).allCustomers)
    }

    @Test func `rows added at the end of a scenario do not change the ids of earlier rows`() throws {
        let before = try baseline("seed: 42\ncustomers: [{ name: A }, { ref: b, name: B }]")
        let after = try baseline("seed: 42\ncustomers: [{ name: A }, { ref: b, name: B }, { name: A }, { name: C }]")
        let ids = world(before).allCustomers.map(\.id)
        #expect(Set(world(after).allCustomers.map(\.id)).isSuperset(of: ids))
        #expect(ids.count == 2)
    }
}
