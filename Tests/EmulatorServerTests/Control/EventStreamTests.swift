import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct EventStreamTests {
    private struct Received {
        let id: Int
        let name: String
        let data: JSONValue
    }

    private func open(_ emulator: Emulator, _ query: String = "", key: String? = usualKey) throws -> StreamedResponse {
        let reply = emulator.control(key).begin(.GET, "/__admin/events" + query)
        guard case .stream(let stream) = reply.content else { throw TestFailure("the answer is not a stream") }
        return stream
    }

    /// Takes what the stream has sent, without the line that sets the time for another attempt.
    private func take(_ stream: StreamedResponse) throws -> [Received] {
        let text = String(decoding: stream.take().bytes, as: UTF8.self)
        return try text.split(separator: "\n\n").filter { !$0.hasPrefix("retry:") }.map { event in
            let lines = event.split(separator: "\n").map { String($0.drop { $0 != ":" }.dropFirst(2)) }
            try #require(lines.count == 3)
            return Received(
                id: try #require(Int(lines[0])),
                name: lines[1],
                data: try JSONValue(parsing: Array(lines[2].utf8))
            )
        }
    }

    @Test func `a stream has the rows of what happens, in order, with rising ids`() async throws {
        try await withEmulator { emulator in
            let stream = try open(emulator)
            #expect(stream.headers["Content-Type"] == ["text/event-stream"])
            _ = try emulator.client().post("/customers", ["name": "A"])
            let events = try take(stream)
            #expect(events.map(\.name) == ["event", "state", "request"])
            #expect(events.map(\.id) == [1, 2, 3])
            #expect(events[0].data["type"] == "customer.created")
            #expect(events[1].data["object"] == "customer")
            #expect(events[2].data["operation"] == "createCustomer")
            let control = emulator.control(usualKey)
            #expect(try control.get("/__admin/requests").data[0] == events[2].data)
            #expect(try control.get("/__admin/webhooks/events").data[0] == events[0].data)
            #expect(events[2].data["events"] == [events[0].data["id"] ?? .null])
        }
    }

    @Test func `the row of a changed message names its conversation`() async throws {
        try await withEmulator { emulator in
            try emulator.addNumber()
            let stream = try open(emulator)
            let heard = try emulator.hear()
            let states = try take(stream).filter { $0.name == "state" }
            let message = try #require(states.first { $0.data["object"] == "message" })
            #expect(message.data["id"] == heard["message"]?["id"])
            #expect(message.data["conversation_id"] == heard["conversation_id"])
            let others = states.filter { $0.data["object"] != "message" }
            #expect(!others.isEmpty)
            #expect(others.allSatisfy { $0.data["conversation_id"] == nil })
        }
    }

    @Test func `a stream reports deliveries, faults, clocks and resets`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            let control = emulator.control(usualKey)
            _ = try emulator.subscribe(to: ["customer.created"])
            let stream = try open(emulator)
            let rule: JSONValue = ["id": "f", "on": ["operation": "getMe"], "then": ["error": "internal_error"]]
            try #require(try control.post("/__admin/faults", rule).status == 201)
            _ = try emulator.client().get("/me")
            _ = try control.delete("/__admin/faults/f")
            let faults = try take(stream)
            #expect(faults.map(\.name) == ["fault", "request", "fault", "fault"])
            #expect(faults.filter { $0.name == "fault" }.map { $0.data["fired"] } == [0, 1, nil])
            #expect(faults[1].data["verdict"] == "pending")
            #expect(faults[3].data["deleted"] == true)
            _ = try emulator.client().post("/customers", ["name": "A"])
            try await emulator.settle()
            let deliveries = try take(stream).filter { $0.name == "delivery" }
            #expect(deliveries.first?.data["status"] == "pending")
            #expect(deliveries.last?.data["status"] == "delivered")
            #expect(try control.get("/__admin/webhooks/deliveries").data[0] == deliveries.last?.data)
            try await emulator.advance(["by": "1h"])
            #expect(try take(stream).contains { $0.name == "clock" && $0.data["offset_ms"] != 0 })
            _ = try await control.postLater("/__admin/reset")
            #expect(try take(stream).map(\.name) == ["reset"])
        }
    }

    @Test func `a stream reports what holds stop and release`() async throws {
        try await withEmulator { emulator in
            let stream = try open(emulator)
            func holds() throws -> [JSONValue] {
                try take(stream).filter { $0.name == "hold" }.map(\.data)
            }
            let id = try emulator.createHold(["id": "h", "request": ["operation": "createCustomer"]])
            let sandbox = try #require(try emulator.control().get("/__admin/sandboxes").column("id").first)
            let change: JSONValue = ["sandbox": sandbox, "id": "h"]
            #expect(try holds() == [change])
            let first = emulator.beginCreating("A")
            let second = emulator.beginCreating("B")
            #expect(try holds() == [change, change])
            try emulator.release(id, ["count": 1])
            #expect(try await emulator.created(first).status == 201)
            #expect(try holds() == [change])
            second.onFinish?(.connectionLost)
            #expect(try holds() == [change])
            #expect(try emulator.control(usualKey).delete("/__admin/holds/h").status == 200)
            #expect(try holds() == [["sandbox": sandbox, "id": "h", "deleted": true]])
        }
    }

    @Test func `a stream reports that a hold stops and releases deliveries`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            _ = try emulator.subscribe(to: ["customer.created"])
            let id = try emulator.createHold(["id": "h", "delivery": ["event": "customer.created"]])
            let stream = try open(emulator)
            func holds() throws -> [JSONValue] {
                try take(stream).filter { $0.name == "hold" }.map(\.data).column("id")
            }
            _ = try emulator.createCustomer()
            #expect(try holds() == ["h"])
            try emulator.release(id, ["count": 1])
            #expect(try holds() == ["h"])
        }
    }

    @Test func `a client that connects again gets the events that it has missed`() async throws {
        try await withEmulator { emulator in
            let first = try open(emulator)
            _ = try emulator.client().get("/me")
            #expect(try take(first).map(\.id) == [1])
            first.close()
            _ = try emulator.client().get("/customers")
            _ = try emulator.client().get("/labels")
            let second = try open(emulator, "?since=1")
            #expect(try take(second).map { $0.data["path"] } == ["/v1/customers", "/v1/labels"])
            let headers: HTTPHeaders = ["Last-Event-ID": "2"]
            let reply = emulator.application.responder.respond(
                to: Request(
                    head: HTTPRequestHead(
                        version: .http1_1,
                        method: .GET,
                        uri: "/__admin/events?api_key=\(usualKey)&since=0",
                        headers: HTTPHeaders(headers + [("Host", "localhost")])
                    ),
                    body: .complete([])
                )
            )
            guard case .stream(let third) = reply.content else { throw TestFailure("the answer is not a stream") }
            #expect(try take(third).map(\.id) == [3])
        }
    }

    @Test func `a stream of a key has only the events of its sandbox, one without a key those of all`() async throws {
        try await withEmulator { emulator in
            let one = try open(emulator, key: "kdv_test_a")
            let all = try open(emulator, key: nil)
            _ = try emulator.client("kdv_test_a").get("/me")
            _ = try emulator.client("kdv_test_b").get("/me")
            _ = try emulator.client(nil).get("/me")
            #expect(try take(one).map(\.id) == [1])
            let events = try take(all)
            #expect(events.map(\.id) == [1, 2, 3])
            #expect(events[2].data["sandbox"] == .null)
        }
    }

    @Test func `events that are no longer kept are reported as a gap`() async throws {
        try await withEmulator { emulator in
            let stream = try open(emulator)
            let path = "/customers?x=" + String(repeating: "y", count: 400_000)
            for _ in 0..<90 { _ = try emulator.client().get(path) }
            let gap = try #require(try take(stream).first)
            #expect(gap.name == "gap")
            #expect(gap.data == ["from": 1, "through": .integer(gap.id)])
            try #require(gap.id < 90)
            var ids: [Int] = []
            while let event = try take(stream).first { ids.append(event.id) }
            #expect(ids == Array((gap.id + 1)...90))
        }
    }

    @Test func `the emulator stops observing when no client can resume without a gap`() async throws {
        try await withEmulator { emulator in
            let stream = try open(emulator)
            stream.close()
            #expect(emulator.application.registry.feed.isObserved)
            let path = "/customers?x=" + String(repeating: "y", count: 400_000)
            for _ in 0..<60 { _ = try emulator.client().get(path) }
            #expect(!emulator.application.registry.feed.isObserved)
            let later = try open(emulator)
            _ = try emulator.client().get("/me")
            #expect(try take(later).map { $0.data["path"] } == ["/v1/me"])
            let resumed = try take(open(emulator, "?since=1"))
            #expect(resumed.map(\.name) == ["gap", "request"])
        }
    }

    @Test func `a stream that resumes in a sandbox that was not observed begins with a gap`() async throws {
        try await withEmulator { emulator in
            let one = try open(emulator, key: "kdv_test_a")
            _ = try emulator.client("kdv_test_a").get("/me")
            _ = try emulator.client("kdv_test_b").get("/me")
            #expect(try take(one).map(\.id) == [1])
            let two = try open(emulator, "?since=1", key: "kdv_test_b")
            _ = try emulator.client("kdv_test_b").get("/labels")
            #expect(try take(two).map(\.name) == ["gap", "request"])
            let all = try open(emulator, "?since=1", key: nil)
            _ = try emulator.client("kdv_test_a").get("/labels")
            #expect(try take(all).map(\.name) == ["gap", "request"])
            #expect(try take(one).map { $0.data["path"] } == ["/v1/labels"])
        }
    }

    @Test func `a change of a keyless fault rule is on the streams of all sandboxes, once`() async throws {
        try await withEmulator { emulator in
            let streams = [
                try open(emulator, key: "kdv_test_a"),
                try open(emulator, key: "kdv_test_b"),
                try open(emulator, key: nil),
            ]
            let rule: JSONValue = ["id": "f", "on": ["operation": "getMe"], "then": ["error": "internal_error"]]
            try #require(try emulator.control().post("/__admin/faults", rule).status == 201)
            for stream in streams { #expect(try take(stream).map(\.name) == ["fault"]) }
        }
    }

    @Test func `a client that reads slowly gets all events in order`() async throws {
        try await withEmulator { emulator in
            let stream = try open(emulator)
            for _ in 0..<300 { _ = try emulator.client().get("/me") }
            var ids: [Int] = []
            var pieces = 0
            while ids.count < 300 {
                let piece = try take(stream)
                try #require(!piece.isEmpty)
                ids += piece.map(\.id)
                pieces += 1
            }
            #expect(ids == Array(1...300))
            #expect(pieces > 1)
        }
    }
}
