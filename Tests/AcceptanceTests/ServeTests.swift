import Documents
import Foundation
import Subprocess
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ServeTests {
    @Test func `the ready line names URL, key, inspector and the number of operations that behave`() async throws {
        try await withMock { mock in
            let form =
                #/
                kirimdev-mock\ [\d.]+\ ready\ at\ (\S+)\ key\ (\S+)
                \ \(scenario\ default,\ (\d+)\ of\ (\d+)\ operations\ behave\),\ inspector\ at\ (\S+)
                /#
            let line = try #require(mock.readyLine.wholeMatch(of: form))
            #expect(line.1 == "http://127.0.0.1:\(mock.port)/v1")
            let health = try await mock.root.get("/__admin/health").json["contract"]
            #expect(health?["handled"]?.integer == Int(line.3))
            #expect(health?["operations"]?.integer == Int(line.4))
            let me = try await MockClient(baseURL: String(line.1), key: String(line.2)).get("/me")
            #expect(me.status == 200)
            #expect(line.5 == mock.url + "/__admin/ui")
            let inspector = try await MockClient(baseURL: String(line.5), key: nil).get("")
            #expect(inspector.header("Content-Type") == "text/html; charset=utf-8")
        }
    }

    @Test func `the health endpoints answer without a key`() async throws {
        try await withMock { mock in
            for path in ["/livez", "/readyz", "/__admin/health"] {
                let answer = try await mock.root.get(path)
                #expect(answer.status == 200, "\(path)")
                #expect(answer.json["status"] == "ok", "\(path)")
            }
            let health = try await mock.root.get("/__admin/health").json
            #expect(health["contract"]?["idle_handlers"] == [])
            #expect(health["contract"]?["digest"]?.string?.count == 64)
            #expect(mock.readyLine.contains(" \(health["version"]?.string ?? "no version") "))
        }
    }

    @Test(arguments: [Signal.terminate, .interrupt])
    func `SIGTERM or SIGINT ends the server with status 0`(signal: Signal) async throws {
        let finished = try await withMock(stoppedBy: signal) { mock in
            let answer = try await mock.root.get("/livez")
            #expect(answer.status == 200)
        }
        #expect(finished.status == 0)
    }

    @Test(arguments: [Signal.terminate, .interrupt])
    func `a request in flight is answered after a stop signal, and new connections are refused`(
        signal: Signal
    ) async throws {
        // The program gives requests in flight less than a second. If a busy machine took longer than that to send the
        // rest of the request, the try proves nothing and is repeated.
        for _ in 1...50 {
            let attempt = try await finishRequest(after: signal)
            #expect(attempt.finished.status == 0)
            guard attempt.tookMilliseconds < 500 else { continue }
            #expect(attempt.answer?.status == 201)
            #expect(attempt.answer?.data["name"] == "Acme")
            #expect(attempt.finished.lines.contains { $0.hasPrefix("POST /v1/customers 201 ") })
            return
        }
        Issue.record("the machine is too busy to send a line within half a second")
    }

    /// The result of a request that was half sent when the program got the stop signal.
    private struct Attempt {
        let finished: FinishedProcess
        let answer: WireAnswer?
        /// From the signal to the last byte of the request.
        let tookMilliseconds: Int
    }

    private func finishRequest(after signal: Signal) async throws -> Attempt {
        let (results, continuation) = AsyncStream.makeStream(of: (WireAnswer?, Int).self)
        let finished = try await withMock { mock in
            let port = mock.port
            let result = try await mock.talk { socket in
                socket.send(
                    "POST /v1/customers HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer kdv_test_local\r\n"
                        + "Content-Type: application/json\r\nContent-Length: 15\r\nExpect: 100-continue\r\n\r\n"
                )
                let interim = try socket.receive()
                #expect(interim?.status == 100)
                socket.send("{\"name\":")
                let start = ContinuousClock.now
                try mock.signal(signal)
                while (try? RawSocket(port: port)) != nil {}
                socket.send("\"Acme\"}")
                let took = Int((ContinuousClock.now - start) / .milliseconds(1))
                return (try? socket.receive(), took)
            }
            continuation.yield(result)
        }
        let result = try #require(await results.first { _ in true })
        return Attempt(finished: finished, answer: result.0, tookMilliseconds: result.1)
    }

    @Test func `an idle open connection is closed at SIGTERM and does not delay the end of the server`() async throws {
        let finished = try await withMock { mock in
            try await mock.talk { socket in
                socket.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")
                let answer = try socket.receive()
                #expect(answer?.status == 200)
                try mock.signal(.terminate)
                let isClosed = try socket.isAtEnd()
                #expect(isClosed)
            }
        }
        #expect(finished.status == 0)
    }

    @Test func `the cache keeps copies of contract and schema, and the next start replaces broken ones`() async throws {
        try await withTemporaryFolder { cache in
            let folder = cache + "/kirimdev-mock"
            for _ in 1...2 {
                try await withMock(environment: ["XDG_CACHE_HOME": cache]) { mock in
                    let answer = try await mock.client().get("/me")
                    #expect(answer.status == 200)
                }
                let copies = try FileManager.default.contentsOfDirectory(atPath: folder)
                #expect(copies.count == 2)
                for (kind, start) in ["contract": "{\"openapi\":", "schema": "{\"$schema\":"] {
                    let copy = folder + "/" + (try #require(copies.first { $0.hasPrefix(kind + "-") }))
                    let text = try String(contentsOfFile: copy, encoding: .utf8)
                    #expect(text.hasPrefix(start))
                    try text.prefix(1_000).write(toFile: copy, atomically: true, encoding: .utf8)
                }
            }
        }
    }

    @Test func `two servers with the same seed make the same ids`() async throws {
        let ids = Collected<String>()
        for _ in 1...2 {
            try await withMock(["--seed", "42"]) { mock in
                let created = try await mock.client().post("/customers", ["name": "Acme"])
                await ids.add(try #require(created.data["id"]?.string))
            }
        }
        let found = await ids.values
        #expect(found.count == 2)
        #expect(Set(found).count == 1)
    }
}

/// Collects values from concurrent closures.
actor Collected<Value: Sendable> {
    private(set) var values: [Value] = []

    func add(_ value: Value) {
        values.append(value)
    }
}
