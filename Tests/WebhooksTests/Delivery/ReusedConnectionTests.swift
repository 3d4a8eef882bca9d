import Domain
import NIOCore
import NIOPosix
import Synchronization
import Testing
import Webhooks

/// Connections that a receiver closes while they are kept for the next attempt.
@Suite(.timeLimit(.minutes(15))) struct ReusedConnectionTests {
    /// A script that answers the first request of each connection and runs `end` on every later one.
    private static func once(then end: RawReceiver.Step) -> RawReceiver.Script {
        let seen = Mutex<Set<Int>>([])
        return { request in
            seen.withLock { $0.insert(request.connection).inserted } ? [.send(.ok)] : [end]
        }
    }

    @Test(arguments: [RawReceiver.Step.close, .reset])
    func `an attempt whose reused connection breaks is sent again on a new connection`(
        _ end: RawReceiver.Step
    ) async throws {
        try await withTransport(script: Self.once(then: end)) { transport, receiver in
            for path in ["/1", "/2", "/3"] {
                #expect(await transport.outcome(of: .test(receiver.url(path))).status == 200)
            }
            try await transport.shutdown()
            let requests = try await receiver.rest().requests
            #expect(requests.map(\.path) == ["/1", "/2", "/2", "/3", "/3"])
            #expect(requests.map(\.connection) == [0, 0, 1, 1, 2])
            #expect(requests[1].lines == requests[2].lines && requests[1].body == requests[2].body)
        }
    }

    @Test(arguments: [RawReceiver.Step.close, .reset])
    func `an attempt that breaks on the new connection too has failed`(_ end: RawReceiver.Step) async throws {
        let script: RawReceiver.Script = { $0.path == "/ok" ? [.send(.ok)] : [end] }
        try await withTransport(script: script) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url("/ok"))).status == 200)
            #expect(await transport.outcome(of: .test(receiver.url("/dies"))) == .failed(.reset))
            try await transport.shutdown()
            #expect(try await receiver.rest().requests.map(\.path) == ["/ok", "/dies", "/dies"])
        }
    }

    @Test func `an attempt that breaks on a new connection is not sent again`() async throws {
        try await withTransport(script: { _ in [.close] }) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url())) == .failed(.reset))
            try await transport.shutdown()
            #expect(try await receiver.rest().requests.count == 1)
        }
    }

    @Test(arguments: ["H", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"])
    func `an attempt whose response has begun is not sent again`(_ start: String) async throws {
        let script: RawReceiver.Script = { $0.path == "/ok" ? [.send(.ok)] : [.send(start), .close] }
        try await withTransport(script: script) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url("/ok"))).status == 200)
            #expect(await transport.outcome(of: .test(receiver.url("/begun"))) == .failed(.reset))
            try await transport.shutdown()
            #expect(try await receiver.rest().requests.map(\.path) == ["/ok", "/begun"])
        }
    }

    @Test func `an attempt that times out on a reused connection is not sent again`() async throws {
        let script: RawReceiver.Script = { $0.path == "/ok" ? [.send(.ok)] : [] }
        try await withTransport(script: script) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url("/ok"))).status == 200)
            let late = WebhookRequest.test(receiver.url("/late"), timeout: TimeSpan(milliseconds: 50))
            #expect(await transport.outcome(of: late) == .failed(.timeout))
            try await transport.shutdown()
            // On a busy machine the attempt may time out before it is sent.
            #expect(try await receiver.rest().requests.filter { $0.path == "/late" }.count <= 1)
        }
    }

    @Test func `an attempt succeeds although all idle connections are broken`() async throws {
        try await withTransport(script: Self.once(then: .reset)) { transport, receiver in
            let attempts = (1...8).map { transport.begin(.test(receiver.url("/\($0)"))) }
            for attempt in attempts { #expect(await attempt.outcome()?.status == 200) }
            for _ in 1...8 { #expect(await transport.outcome(of: .test(receiver.url("/again"))).status == 200) }
        }
    }

    @Test func `the transport checks a connection for its end before it reuses it`() async throws {
        // The receiver has a thread of its own, as the transport's is held until the connection is closed.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let receiver = try await RawReceiver.start(group: group) { request in
            request.path == "/first" ? [.send(.ok), .finish] : [.send(.ok)]
        }
        let transport = HTTPWebhookTransport(idleTimeout: .minutes(2))
        let attempts = await withCheckedContinuation { continuation in
            _ = transport.send(.test(receiver.url("/first"))) { _ in
                // This blocks the transport's event loop, so that only the kernel knows of the end.
                receiver.waitForFinish()
                continuation.resume(returning: transport.begin(.test(receiver.url("/second"))))
            }
        }
        #expect(await attempts.outcome()?.status == 200)
        try await transport.shutdown()
        let events = try await receiver.rest()
        #expect(events.requests.map(\.path) == ["/first", "/second"])
        #expect(events.contains(.closed(connection: 0, leftover: "")))
        try await group.shutdownGracefully()
    }

    @Test func `the idle timeout of the transport is at most 1500 milliseconds`() {
        #expect(HTTPRequester.idleTimeout <= TimeSpan(milliseconds: 1_500))
    }
}
