import Domain
import NIOCore
import NIOPosix
import Synchronization
import Testing
import Webhooks

@Suite(.timeLimit(.minutes(15))) struct HTTPWebhookTransportConnectionTests {
    @Test func `a thousand consecutive attempts use one connection`() async throws {
        try await withTransport { transport, receiver in
            for number in 1...1000 {
                #expect(await transport.outcome(of: .test(receiver.url("/\(number)"))).status == 200)
            }
            let requests = await receiver.first(1000).requests
            #expect(requests.map(\.path) == (1...1000).map { "/\($0)" })
            #expect(requests.allSatisfy { $0.connection == 0 })
        }
    }

    @Test func `URLs of one receiver share its connections`() async throws {
        try await withTransport { transport, receiver in
            for url in [receiver.url(), receiver.url("/other?a=b"), "http://user@127.0.0.1:\(receiver.port)"] {
                #expect(await transport.outcome(of: .test(url)).status == 200)
            }
            #expect(await receiver.first(3).requests.map(\.connection) == [0, 0, 0])
        }
    }

    @Test func `each idle connection is closed at the idle timeout`() async throws {
        try await withTransport(idleTimeout: TimeSpan(milliseconds: 50)) { transport, receiver in
            // On the transport's own event loop all three begin before the first one is answered.
            let attempts = await withCheckedContinuation { continuation in
                _ = transport.send(.test("no url")) { _ in
                    continuation.resume(returning: (1...3).map { transport.begin(.test(receiver.url("/\($0)"))) })
                }
            }
            for attempt in attempts { #expect(await attempt.outcome()?.status == 200) }
            let events = await receiver.first(6)
            #expect(events.requests.count == 3)
            #expect(Set(events.map(\.connection)) == [0, 1, 2])
        }
    }

    @Test func `an idle connection is closed at the idle timeout`() async throws {
        try await withTransport(idleTimeout: TimeSpan(milliseconds: 50)) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url())).status == 200)
            #expect(await receiver.first(2).last == .closed(connection: 0, leftover: ""))
        }
    }

    @Test func `a receiver that hangs does not delay attempts to other paths`() async throws {
        let script: RawReceiver.Script = { $0.path == "/hang" ? [] : [.send(.ok)] }
        try await withTransport(script: script) { transport, receiver in
            let hanging = (1...40).map { _ in transport.begin(.test(receiver.url("/hang"))) }
            #expect(await receiver.first(40).requests.count == 40)
            for _ in 1...40 {
                #expect(await transport.outcome(of: .test(receiver.url("/quick"))).status == 200)
            }
            for attempt in hanging {
                attempt.sending.cancel()
                #expect(await attempt.outcome() == .failed(.reset))
            }
        }
    }

    @Test func `two hundred parallel attempts are all answered`() async throws {
        try await withTransport { transport, receiver in
            let attempts = (1...200).map { transport.begin(.test(receiver.url("/\($0)"))) }
            for attempt in attempts {
                #expect(await attempt.outcome()?.status == 200)
            }
            #expect(Set(await receiver.first(200).requests.map(\.path)).count == 200)
        }
    }

    @Test func `attempts that wait for the only connection get a response each`() async throws {
        let script: RawReceiver.Script = { request in
            [.send("HTTP/1.1 200 OK\r\nContent-Length: \(request.path.utf8.count)\r\n\r\n\(request.path)")]
        }
        try await withTransport(connectionLimit: 1, script: script) { transport, receiver in
            let attempts = (1...5).map { transport.begin(.test(receiver.url("/\($0)"))) }
            for (number, attempt) in zip(1..., attempts) {
                let answer = try #require(await attempt.outcome()?.answer)
                #expect(answer.status == 200)
                #expect(answer.body == Array("/\(number)".utf8))
            }
            #expect(await receiver.first(5).requests.allSatisfy { $0.connection == 0 })
        }
    }

    @Test(arguments: ["Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n"])
    func `a connection is closed after a status without a body that announces one`(_ header: String) async throws {
        let script: RawReceiver.Script = { _ in [.send("HTTP/1.1 204 No Content\r\n\(header)\r\n")] }
        try await withTransport(script: script) { transport, receiver in
            for _ in 1...2 { #expect(await transport.outcome(of: .test(receiver.url())).status == 204) }
            #expect(Set(await receiver.first(4).requests.map(\.connection)) == [0, 1])
        }
    }

    @Test func `an attempt after a connection reset succeeds`() async throws {
        try await withTransport(script: { $0.path == "/reset" ? [.reset] : [.send(.ok)] }) { transport, receiver in
            #expect(await transport.outcome(of: .test(receiver.url())).status == 200)
            #expect(await transport.outcome(of: .test(receiver.url("/reset"))) == .failed(.reset))
            #expect(await transport.outcome(of: .test(receiver.url())).status == 200)
        }
    }

    @Test func `an attempt that is cancelled before it has a connection sends nothing`() async throws {
        try await withTransport { transport, receiver in
            // Sending and cancelling run on the transport's own event loop, so nothing runs between them.
            let given = await withCheckedContinuation { continuation in
                _ = transport.send(.test("no url")) { _ in
                    let attempt = transport.begin(.test(receiver.url("/given-up")))
                    attempt.sending.cancel()
                    continuation.resume(returning: attempt)
                }
            }
            #expect(await given.outcome() == .failed(.reset))
            #expect(await transport.outcome(of: .test(receiver.url("/next"))).status == 200)
            try await transport.shutdown()
            #expect(try await receiver.rest().requests.map(\.path) == ["/next"])
        }
    }

    @Test(arguments: [true, false])
    func `an attempt that is cancelled or times out while it connects sends nothing later`(
        _ isCancelled: Bool
    ) async throws {
        let deaf = try await RawReceiver.start(backlog: 0, accepts: false) { _ in [.send(.ok)] }
        let filler = try await deaf.fillBacklog()
        try await withTransport(idleTimeout: TimeSpan(milliseconds: 50)) { transport, receiver in
            let timeout = isCancelled ? TimeSpan.minutes(2) : TimeSpan(milliseconds: 300)
            let attempt = transport.begin(.test(deaf.url("/late"), timeout: timeout))
            // The response of another receiver proves that the attempt has begun.
            #expect(await transport.outcome(of: .test(receiver.url())).status == 200)
            if isCancelled { attempt.sending.cancel() }
            #expect(await attempt.outcome() == .failed(isCancelled ? .reset : .timeout))
            try await filler.close().get()
            // The kernel retries the connection, and the transport closes it unused.
            try await deaf.accept()
            let ends = await deaf.first(2).sorted { $0.connection < $1.connection }
            #expect(ends == [.closed(connection: 0, leftover: ""), .closed(connection: 1, leftover: "")])
        }
        try await deaf.stop()
    }

    @Test func `an attempt that is cancelled while it waits for a response closes the connection`() async throws {
        try await withTransport(script: { _ in [] }) { transport, receiver in
            let attempt = transport.begin(.test(receiver.url()))
            #expect(await receiver.first(1).requests.count == 1)
            attempt.sending.cancel()
            attempt.sending.cancel()
            #expect(await attempt.outcome() == .failed(.reset))
            #expect(await receiver.first(1) == [.closed(connection: 0, leftover: "")])
        }
    }

    @Test func `cancelling an attempt after its outcome changes nothing`() async throws {
        try await withTransport { transport, receiver in
            let attempt = transport.begin(.test(receiver.url()))
            #expect(await attempt.outcome()?.status == 200)
            attempt.sending.cancel()
            #expect(await transport.outcome(of: .test(receiver.url())).status == 200)
            #expect(await receiver.first(2).requests.map(\.connection) == [0, 0])
        }
    }

    @Test func `the outcome of an attempt is never reported before send returns`() async throws {
        try await withTransport { transport, _ in
            let hasReturned = await withCheckedContinuation { continuation in
                // On the transport's own event loop a report could come before the call returns.
                _ = transport.send(.test("no url")) { _ in
                    let returned = Mutex(false)
                    _ = transport.send(.test("no url")) { _ in
                        continuation.resume(returning: returned.withLock { $0 })
                    }
                    returned.withLock { $0 = true }
                }
            }
            #expect(hasReturned)
        }
    }
}

extension RawReceiver {
    /// Takes the only place in a backlog of 0, so that the kernel leaves further connections unanswered.
    fileprivate func fillBacklog() async throws -> any Channel {
        try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(.minutes(2))
            .connect(host: "127.0.0.1", port: port)
            .get()
    }
}
