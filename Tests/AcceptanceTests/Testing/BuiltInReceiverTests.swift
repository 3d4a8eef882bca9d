import Domain
import EmulatorTesting
import NIOPosix
import Testing
import Webhooks

@testable import EmulatorCommands

/// The receiver of webhooks of a contract test.
@Suite struct BuiltInReceiverTests {
    private static func outcome(at url: String, _ receiver: BuiltInReceiver) async -> AttemptOutcome {
        let request = WebhookRequest(url: url, headers: [], body: [], timeout: .seconds(5))
        return await withCheckedContinuation { continuation in
            _ = receiver.send(request) { continuation.resume(returning: $0) }
        }
    }

    @Test func `webhooks are answered with 200, and those to the real receiver are sent to it`() async throws {
        let real = WebhookReceiver { _ in .answer(202) }
        let url = "https://real.example/hook"
        let receiver = BuiltInReceiver(
            besides: BuiltInReceiver.RealReceiver(url: url, transport: real),
            on: MultiThreadedEventLoopGroup.singleton.any()
        )
        let other = await Self.outcome(at: "https://other.example/hook", receiver)
        #expect(other == .answered(ReceiverAnswer(status: 200, headers: [], body: [])))
        let sent = await Self.outcome(at: url, receiver)
        #expect(sent == .answered(ReceiverAnswer(status: 202, headers: [], body: [])))
        #expect(real.received.map(\.url) == [url])
    }
}
