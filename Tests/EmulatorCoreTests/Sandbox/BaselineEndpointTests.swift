import Domain
import Testing

@testable import EmulatorCore

struct BaselineEndpointTests {
    private static let url = "http://receiver:8080/hook"

    private func registry(secret: String? = nil, seed: UInt64? = 42) -> DrivenRegistry {
        DrivenRegistry(
            seed: seed,
            endpoint: BaselineEndpoint(url: Self.url, secret: secret, events: ["customer.created", "customer.updated"])
        )
    }

    @Test func `every new sandbox has the webhook endpoint and a secret of its own`() throws {
        let test = registry()
        let left = try test.sandbox("kdv_test_a")
        let right = try test.sandbox("kdv_test_b")
        for sandbox in [left, right] {
            let subscription = try #require(sandbox.world.subscriptions.first)
            #expect(sandbox.world.subscriptions.count == 1)
            #expect(subscription.url == Self.url)
            #expect(subscription.status == .active)
            #expect(subscription.events == ["customer.created", "customer.updated"])
            #expect(subscription.secrets.map(\.text) == [sandbox.webhookSecret])
            #expect(sandbox.webhookSecret.wholeMatch(of: /whsec_[A-Za-z0-9_-]{32}/) != nil)
        }
        #expect(left.webhookSecret != right.webhookSecret)
        #expect(left.world.subscriptions.map(\.id) == right.world.subscriptions.map(\.id))
    }

    @Test func `a given webhook secret is the same in every sandbox`() throws {
        let test = registry(secret: "whsec_given")
        for key in ["kdv_test_a", "kdv_test_b"] {
            #expect(try test.sandbox(key).webhookSecret == "whsec_given")
            #expect(try test.sandbox(key).world.subscriptions.flatMap(\.secrets).map(\.text) == ["whsec_given"])
        }
    }

    @Test(arguments: [42, nil] as [UInt64?])
    func `a reset keeps the webhook secret and the ids of the endpoint`(seed: UInt64?) throws {
        let test = registry(seed: seed)
        let sandbox = try test.sandbox("kdv_test_a")
        let before = try #require(sandbox.world.subscriptions.first)
        sandbox.world.transaction { $0.deleteWebhookSubscription(before, at: .start) }
        #expect(sandbox.world.subscriptions.isEmpty)
        _ = test.registry.reset(sandbox)
        #expect(sandbox.world.subscriptions == [before])
        _ = test.registry.resetAll()
        #expect(sandbox.world.subscriptions == [before])
        _ = test.registry.reset(sandbox, ResetOrder(seed: 7))
        #expect(sandbox.world.subscriptions.flatMap(\.secrets).map(\.text) == [sandbox.webhookSecret])
    }

    @Test func `two registries with the same seed draw the same webhook secrets`() throws {
        let first = try registry().sandbox("kdv_test_a")
        #expect(try registry().sandbox("kdv_test_a").webhookSecret == first.webhookSecret)
        #expect(try DrivenRegistry().sandbox("kdv_test_a").id == first.id)
    }

    @Test func `a new sandbox sends its events to the webhook endpoint`() throws {
        let sandbox = try registry().sandbox("kdv_test_a")
        let id = try sandbox.world.addCustomer()
        let tickets = sandbox.world.transaction { $0.startAttempts(wall: .start) }
        let ticket = try #require(tickets.first)
        #expect(tickets.count == 1)
        #expect(ticket.url == Self.url)
        #expect(ticket.secrets == [sandbox.webhookSecret])
        let body = String(decoding: ticket.event.body, as: UTF8.self)
        #expect(body.contains(id))
    }

    @Test func `the creation times of the webhook endpoint come from the world's clock`() throws {
        let test = registry()
        let birthday = Timestamp.start.adding(.hours(-100))
        test.registry.setClockOfAll(.frozen, to: birthday)
        let subscription = try #require(try test.sandbox("kdv_test_a").world.subscriptions.first)
        #expect(subscription.createdAt == birthday)
        #expect(subscription.secrets.map(\.createdAt) == [birthday])
    }

    @Test func `a sandbox without a webhook endpoint has no subscription`() throws {
        #expect(try DrivenRegistry().sandbox("kdv_test_a").world.subscriptions.isEmpty)
    }
}
