import Contract
import Documents
import Domain
import EmulatorCore
import Foundation
import OrderedCollections
import Testing

@testable import Scenarios

/// The example scenario that documents the format.
@Suite struct ExampleTests {
    private static let text = """
        version: 1
        name: demo
        description: One organization on Business with one customer and its connected number
        seed: 42                       # optional
        clock: { mode: real }          # or { mode: frozen, now: 2026-06-05T00:00:00Z }
        auth: open                     # or declared
        api_keys: []
        organization:
          name: Your Platform Inc
          plan: business
          subscription: active
          teams: [{ name: Operations }]
          users: [{ ref: ops, name: Operator, email: ops@platform.example }]
          rate_limits: { enforce: false }
          limits: {}
        customers:
          - { ref: acme, name: Acme Logistics, email: admin@acme.io, metadata: { crm_id: C-1234 } }
        accounts:
          - phone_number_id: "1111475158712095"
            phone_number: "+62 857-2516-5424"
            name: Acme
            customer: acme
            status: connected
        webhook_subscriptions:
          - { url: "${env.WEBHOOK_URL:-}", events: ["*"], secret: whsec_local }
        onboarding: { mode: page, outcome: success }
        webhooks: { retries: vendor, jitter: 0, timeout: 10s, order: event, sign_time: wall }
        switches: { http_webhook_urls: local }
        faults: []
        steps: []
        """

    @Test func `the example scenario is read with all its settings`() throws {
        let scenario = try scenario(Self.text)
        let baseline = scenario.baseline
        #expect(scenario.name == "demo")
        #expect(scenario.description?.hasPrefix("One organization on Business") == true)
        #expect(scenario.file == "scenarios/sample.yaml")
        #expect(scenario.stepCount == 0)
        #expect(baseline.name == "demo")
        #expect(baseline.file == "scenarios/sample.yaml")
        #expect(baseline.seed == 42)
        #expect(baseline.authentication == .open)
        #expect(baseline.keys.isEmpty)
        #expect(baseline.clock?.mode == .real)
        #expect(baseline.policy == WebhookPolicy())
        #expect(baseline.faults.isEmpty)
        #expect(baseline.settings.plan == .business)
        #expect(baseline.settings.users?.map(\.email) == ["ops@platform.example"])
        #expect(baseline.settings.switches == [.httpWebhookURLs: "local"])
        #expect(baseline.objects.webhookSubscriptions.isEmpty)
    }

    @Test func `the world of the example scenario has the customer and its number`() throws {
        let state = world(try scenario(Self.text).baseline)
        let customer = try #require(state.allCustomers.first)
        #expect(state.customers.count == 1)
        #expect(customer.status == .active)
        #expect(customer.metadata == ["crm_id": "C-1234"])
        #expect(customer.teamID == state.organization.teams.first?.id)
        #expect(state.accounts(of: customer).map(\.phoneNumberID) == ["1111475158712095"])
        #expect(state.accounts(of: customer).map(\.onboardedAt) == [.start])
        #expect(state.outbox.total == 0)
        #expect(state.allSubscriptions.isEmpty)
    }

    @Test func `an environment variable sets the webhook URL of the example scenario`() throws {
        let environment = ["WEBHOOK_URL": "http://app:3000/hook"]
        let state = world(try scenario(Self.text, environment).baseline)
        let subscription = try #require(state.allSubscriptions.first)
        #expect(subscription.url == "http://app:3000/hook")
        #expect(subscription.secrets.map(\.text) == ["whsec_local"])
        #expect(subscription.events == (try Checkout.contract.get()).webhooks.map(\.name))
    }

    @Test func `every complete file in the readme of scenarios is without a mistake`() throws {
        let readme = try String(contentsOfFile: Checkout.root + "/scenarios/README.md", encoding: .utf8)
        let blocks = readme.matches(of: /```yaml\n(version: 1\n(?s:.*?))```/).map { String($0.1) }
        for block in blocks { #expect(try diagnostics(block).map(\.description) == []) }
        #expect(blocks.contains { $0.contains("\nsteps:\n") })
        #expect(blocks.count >= 2)
    }

    @Test func `a scenario in JSON has the same baseline as in YAML`() throws {
        let json = String(decoding: try SourceDocument(Self.text, file: "a.yaml").value.serialized, as: UTF8.self)
        let fromJSON = try scenario(json, file: "sample.json").baseline
        let fromYAML = try scenario(Self.text).baseline
        #expect(fromJSON.objects == fromYAML.objects)
        #expect(fromJSON.settings == fromYAML.settings)
        #expect(world(fromJSON).allCustomers == world(fromYAML).allCustomers)
    }

    @Test func `a scenario needs no key but version`() throws {
        let scenario = try scenario("version: 1", file: "scenarios/empty.yaml")
        let standard = Baseline.standard(seed: nil, randomSeed: 7)
        #expect(scenario.name == "empty")
        #expect(scenario.description == nil)
        #expect(scenario.baseline.settings == standard.settings)
        #expect(scenario.baseline.identifiers == standard.identifiers)
        #expect(scenario.baseline.objects == SeededObjects())
        #expect(scenario.baseline.clock == nil)
    }
}
