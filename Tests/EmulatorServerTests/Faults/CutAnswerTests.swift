import Documents
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct CutAnswerTests {
    /// The fault of the reply to a GET under a truncate rule, and the whole body of the reply.
    private func reply(_ cut: JSONValue) async throws -> (fault: WireFault?, body: [UInt8]) {
        var found: (fault: WireFault?, body: [UInt8]) = (nil, [])
        try await withEmulator { emulator in
            let rule: JSONValue = ["on": ["any": true], "then": ["truncate": cut]]
            let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
            try #require(answer.status == 201, "\(answer.json)")
            var head = HTTPRequestHead(version: .http1_1, method: .GET, uri: "/v1/me")
            head.headers = ["Host": "localhost:8080", "Authorization": "Bearer \(usualKey)"]
            let reply = emulator.application.responder.respond(to: Request(head: head))
            guard case .now(let response) = reply.content else { throw TestFailure("it is answered later") }
            found = (reply.fault, response.body)
        }
        return found
    }

    @Test func `a truncated response ends in the middle of its body by default`() async throws {
        let (fault, body) = try await reply([:])
        #expect(fault == .truncate(after: body.count / 2))
        #expect(body.count > 100)
    }

    @Test(arguments: [0, 1, 20])
    func `a truncated response ends where the rule says`(_ length: Int) async throws {
        #expect(try await reply(["after": .integer(length)]).fault == .truncate(after: length))
        #expect(try await reply(["after": .integer(length), "in": "body"]).fault == .truncate(after: length))
    }

    @Test(arguments: [10_000, Int.max])
    func `a truncated response always lacks at least its last byte`(_ length: Int) async throws {
        let (fault, body) = try await reply(["after": .integer(length)])
        #expect(fault == .truncate(after: body.count - 1))
        #expect((try? JSONValue(parsing: Array(body.dropLast()))) == nil)
    }

    @Test(arguments: [(["in": "headers"], nil), (["in": "headers", "after": 30], 30)] as [(JSONValue, Int?)])
    func `a rule can truncate the header section`(cut: JSONValue, length: Int?) async throws {
        #expect(try await reply(cut).fault == .truncateHead(after: length))
    }

    @Test func `a truncate rule shows where it cuts`() async throws {
        try await withEmulator { emulator in
            for cut: JSONValue in [[:], ["after": 20], ["in": "headers"], ["in": "headers", "after": 3]] {
                let rule: JSONValue = ["on": ["any": true], "then": ["truncate": cut]]
                let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
                #expect(answer.json["then"]?["truncate"] == cut)
                #expect(answer.json["phase"] == "after_commit")
            }
        }
    }

    @Test(
        arguments: [
            ([:], "/then/truncate/after"), (["in": "headers"], "/then/truncate/in"),
        ] as [(JSONValue, String)]
    )
    func `an invalid truncate rule for deliveries is refused`(cut: JSONValue, pointer: String) async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = ["on": ["event": "*"], "then": ["truncate": cut]]
            let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
            #expect(answer.status == 400)
            #expect(answer.json["errors"]?[0]?["pointer"]?.string == pointer)
        }
    }

    @Test(arguments: ["/v1/me", "/media/samples/image.png", "/__admin/openapi.yaml"])
    func `the header Range is ignored, and the response is whole`(_ path: String) async throws {
        try await withEmulator { emulator in
            let client = emulator.rootClient(usualKey)
            let whole = try client.get(path)
            let part = try client.get(path, headers: ["Range": "bytes=0-9", "If-Range": "x"])
            #expect(part.status == 200)
            #expect(part.bytes.count == whole.bytes.count)
            #expect(part.headers["Content-Range"] == [])
        }
    }

    // MARK: Retry-After

    @Test(
        arguments: [
            (["error": "rate_limit_exceeded"], "1"), (["error": "rate_limit_exceeded", "retry_after": 7], "7"),
            (["respond": ["status": 429], "unchecked": true], "1"),
            (["respond": ["status": 429], "unchecked": true, "retry_after": 3], "3"),
            (["respond": ["status": 429, "headers": ["retry-after": "9"]], "unchecked": true], "9"),
            (["respond": ["status": 503], "unchecked": true, "retry_after": 3], "3"),
        ] as [(JSONValue, String)]
    )
    func `every 429 response has a Retry-After in whole seconds`(then: JSONValue, seconds: String) async throws {
        try await withEmulator { emulator in
            var members = then.object ?? [:]
            if members["unchecked"] != nil {
                members["unchecked"] = nil
                var respond = members["respond"]?.object ?? [:]
                respond["unchecked"] = true
                members["respond"] = .object(respond)
            }
            let rule: JSONValue = ["on": ["operation": "getMe"], "then": .object(members)]
            let made = try emulator.control(usualKey).post("/__admin/faults", rule)
            try #require(made.status == 201, "\(made.json)")
            let reply = emulator.client().begin(.GET, "/me")
            guard case .now(let response) = reply.content else { throw TestFailure("it is answered later") }
            #expect(response.headers["Retry-After"] == [seconds])
        }
    }

    @Test(arguments: ["0.5", "soon", "", "-1", "1 s", "2026-06-05T00:00:00Z"])
    func `a rule with a Retry-After that is no number or date is refused`(_ value: String) async throws {
        try await withEmulator { emulator in
            let body: JSONValue = [
                "error": [
                    "type": "rate_limit_error", "code": "rate_limit_exceeded", "message": "Slow down.",
                    "request_id": .string("req_" + String(repeating: "0", count: 26)),
                ]
            ]
            let rule: (String) -> JSONValue = { value in
                [
                    "on": ["operation": "getMe"],
                    "then": ["respond": ["status": 429, "headers": ["Retry-After": .string(value)], "body": body]],
                ]
            }
            let refused = try emulator.control(usualKey).post("/__admin/faults", rule(value))
            #expect(refused.status == 400)
            #expect(refused.json["errors"]?[0]?["pointer"] == "/then/respond/headers/Retry-After")
            for lawful in ["0", "120", "Sun, 06 Nov 1994 08:49:37 GMT"] {
                #expect(try emulator.control(usualKey).post("/__admin/faults", rule(lawful)).status == 201)
            }
        }
    }
}
