import Domain
import EmulatorCore
import Testing
import Webhooks

/// The headers of an attempt must not confuse simple receivers.
@Suite(.timeLimit(.minutes(15))) struct AttemptHeaderTests {
    /// The headers of the one attempt that an event causes.
    private func headers(of event: WebhookEvent, secrets: Int = 1) async throws -> [HeaderField] {
        let transport = ScriptedTransport { _ in .answer(200) }
        let running = RunningWorld(transport: transport)
        running.world.transaction { state in
            let draft = WebhookSubscriptionDraft(url: "https://a.example/hook", events: [event.type])
            let subscription = state.createWebhookSubscription(draft, at: .start)
            for _ in 1..<secrets {
                _ = state.createWebhookSecret(for: subscription, expiringOthersIn: nil, at: .start)
            }
            _ = state.trigger(at: .start) { _ in event }
        }
        return try #require(await transport.sends(1).first).headers
    }

    private func event(_ type: String = "customer.created", id: String = "evt_1") -> WebhookEvent {
        WebhookEvent(type: type, id: id, source: .kirim, body: Array("{}".utf8))
    }

    @Test(arguments: [
        ("customer.created", "customer.created"), ("größe geändert", "gr%C3%B6%C3%9Fe ge%C3%A4ndert"), ("\u{1}", "%01"),
    ])
    func `the headers of an attempt are ASCII even if the event's type and id are not`(
        type: String,
        value: String
    ) async throws {
        let headers = try await headers(of: event(type, id: "evt_ü"))
        #expect(headers.first { $0.name == "X-Kirim-Event" }?.value == value)
        #expect(headers.first { $0.name == "X-Kirim-Event-Id" }?.value == "evt_%C3%BC")
        for header in headers {
            #expect((header.name + header.value).utf8.allSatisfy { (0x20...0x7E).contains($0) }, "\(header)")
        }
    }

    @Test(arguments: [1, 2])
    func `each header of an attempt occurs once, also while a secret is rotated`(secrets: Int) async throws {
        let headers = try await headers(of: event(), secrets: secrets)
        let names = headers.map { $0.name.lowercased() }
        #expect(Set(names).count == names.count)
        let signature = try #require(headers.first { $0.name == "X-Kirim-Signature" }?.value)
        #expect(signature.split(separator: ",v1=").count == 1 + secrets)
        #expect(headers.first { $0.name == "X-Kirim-Signature-256" }?.value == signature)
    }

    @Test func `an attempt has no Expect, Transfer-Encoding, Trailer, TE or Connection header`() async throws {
        let names = Set(try await headers(of: event()).map { $0.name.lowercased() })
        #expect(names.isDisjoint(with: ["expect", "transfer-encoding", "trailer", "te", "connection"]))
    }
}
