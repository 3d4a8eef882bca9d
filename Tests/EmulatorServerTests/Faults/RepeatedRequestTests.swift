import Documents
import Domain
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct RepeatedRequestTests {
    private static let reset: JSONValue = [
        "id": "f", "on": ["operation": "createCustomer"], "then": ["connection": "reset"], "times": 1,
    ]

    /// Runs a test with one fault rule: `rule`, in which the members of `changes` are added or replaced.
    private func withRule(
        _ rule: JSONValue = Self.reset,
        _ changes: JSONValue = [:],
        _ body: (Emulator) async throws -> Void
    ) async throws {
        try await withEmulator { (emulator: Emulator) async throws in
            var members = rule.object ?? [:]
            for (name, value) in changes.object ?? [:] { members[name] = value }
            let answer = try emulator.control(usualKey).post("/__admin/faults", .object(members))
            try #require(answer.status == 201, "\(answer.json)")
            try await body(emulator)
        }
    }

    /// Sends a POST, reports the end of the exchange and returns whether the connection broke.
    private func isBroken(
        _ emulator: Emulator,
        _ body: JSONValue = ["name": "Acme"],
        key: String? = nil,
        over connection: ConnectionIdentity? = nil
    ) -> Bool {
        var headers: HTTPHeaders = ["Content-Type": "application/json", "User-Agent": "test/1"]
        if let key { headers.add(name: "Idempotency-Key", value: key) }
        let reply = emulator.client(over: connection).hold("/customers", body, headers: headers)
        let isBroken = reply.cut != nil
        reply.onFinish?(isBroken ? .connectionLost : .written)
        return isBroken
    }

    private func rows(_ emulator: Emulator, key: String = usualKey) throws -> [JSONValue] {
        try emulator.control(key).get("/__admin/requests").data.array ?? []
    }

    private func fault(_ emulator: Emulator) throws -> JSONValue {
        try emulator.control(usualKey).get("/__admin/faults/f").json
    }

    @Test func `a fault hits an immediate repeat of a request again, and times counts it once`() async throws {
        try await withRule { (emulator: Emulator) async throws in
            #expect(isBroken(emulator))
            emulator.clock.advance(by: .milliseconds(3))
            #expect(isBroken(emulator))
            emulator.clock.advance(by: .milliseconds(101))
            #expect(!isBroken(emulator))
            let rule = try fault(emulator)
            #expect(rule["fired"] == 1)
            #expect(rule["remaining"] == 0)
            #expect(rule["hits"] == ["absorbed": 2, "not_repeated": 0, "pending": 0])
            #expect(try emulator.client().get("/customers").data.array?.count == 1)
        }
    }

    @Test func `the journal and the rule show which requests are repeats`() async throws {
        let (first, second) = (ConnectionIdentity(), ConnectionIdentity())
        try await withRule { (emulator: Emulator) async throws in
            #expect(isBroken(emulator, over: first))
            emulator.clock.advance(by: .milliseconds(3))
            #expect(isBroken(emulator, over: second))
            emulator.clock.advance(by: .seconds(6))
            #expect(!isBroken(emulator, over: second))
            let rows = try rows(emulator)
            #expect(rows.column("connection") == [1, 2, 2])
            #expect(rows.column("repeats") == [.null, 1, .null])
            #expect(rows.column("gap_ms") == [.null, 3, .null])
            #expect(rows.column("same_connection") == [.null, false, .null])
            #expect(rows.column("fault") == ["f", "f", .null])
            let rule = try fault(emulator)
            #expect(rule["hits"] == ["absorbed": 1, "not_repeated": 1, "pending": 0])
            let sandbox = try #require(rule["sandbox"])
            #expect(
                rule["hit_log"] == [
                    [
                        "sandbox": sandbox, "seq": 1, "verdict": "absorbed", "repeated_by": 2, "gap_ms": 3,
                        "same_connection": false, "user_agent": "test/1",
                    ],
                    [
                        "sandbox": sandbox, "seq": 2, "verdict": "not_repeated", "repeated_by": .null, "gap_ms": .null,
                        "same_connection": .null, "user_agent": "test/1",
                    ],
                ]
            )
            #expect(try emulator.control(usualKey).get("/__admin/faults").data[0]?["hit_log"] == nil)
            #expect(try emulator.control(usualKey).get("/__admin/requests/2").json["repeats"] == 1)
        }
    }

    @Test(arguments: [["reuse": "allow"], ["repeats": "pass"], ["reuse": "allow", "repeats": "pass"]] as [JSONValue])
    func `a rule may let a repeat pass, which the journal still marks`(_ members: JSONValue) async throws {
        try await withRule(Self.reset, members) { (emulator: Emulator) async throws in
            #expect(isBroken(emulator))
            emulator.clock.advance(by: .milliseconds(3))
            #expect(!isBroken(emulator))
            let rows = try rows(emulator)
            #expect(rows.column("repeats") == [.null, 1])
            #expect(rows.column("fault") == ["f", .null])
            #expect(try fault(emulator)["hits"] == ["absorbed": 1, "not_repeated": 0, "pending": 0])
        }
    }

    @Test func `a rule with repeats within 2s hits repeats for that long, even with an error`() async throws {
        let rule: JSONValue = [
            "id": "f", "on": ["operation": "getMe"], "then": ["error": "service_unavailable"], "times": 1,
            "repeats": ["within": "2s"],
        ]
        try await withRule(rule) { (emulator: Emulator) async throws in
            #expect(try emulator.client().get("/me").status == 503)
            emulator.clock.advance(by: .seconds(2))
            #expect(try emulator.client().get("/me").status == 503)
            emulator.clock.advance(by: .milliseconds(2_001))
            #expect(try emulator.client().get("/me").status == 200)
            #expect(try fault(emulator)["fired"] == 1)
        }
    }

    @Test func `a request after an injected error succeeds and is not marked as a repeat`() async throws {
        let rule: JSONValue = [
            "id": "f", "on": ["operation": "getMe"], "then": ["error": "service_unavailable"], "times": 1,
        ]
        let connection = ConnectionIdentity()
        try await withRule(rule) { (emulator: Emulator) async throws in
            let client = emulator.client(over: connection)
            #expect(try client.get("/me").status == 503)
            #expect(try client.get("/me").status == 200)
            let rows = try rows(emulator)
            // After a whole response the journal marks repeats only for a rule about repeats: their gap is wall time.
            #expect(rows.column("repeats") == [.null, .null])
            let hit = try fault(emulator)["hit_log"]?[0]
            #expect(hit?["repeated_by"] == 2)
            #expect(hit?["same_connection"] == true)
        }
    }

    @Test func `a retry with an idempotency key after a lost response is replayed, not hit`() async throws {
        try await withRule(Self.reset, ["phase": "after_commit"]) { (emulator: Emulator) async throws in
            #expect(isBroken(emulator, key: "k"))
            #expect(!isBroken(emulator, key: "k"))
            let rows = try rows(emulator)
            #expect(rows.column("replayed") == [false, true])
            #expect(rows.column("repeats") == [.null, 1])
        }
    }

    @Test func `a replay is not hit by a rule before commit either`() async throws {
        try await withRule(Self.reset, ["skip": 1]) { (emulator: Emulator) async throws in
            #expect(!isBroken(emulator, key: "k"))
            #expect(isBroken(emulator, key: "k"))
            #expect(!isBroken(emulator, key: "k"))
            #expect(try rows(emulator).column("replayed") == [false, false, true])
        }
    }

    @Test func `the response to a repeat without an idempotency key is lost again`() async throws {
        try await withRule(Self.reset, ["phase": "after_commit"]) { (emulator: Emulator) async throws in
            #expect(isBroken(emulator))
            #expect(isBroken(emulator))
            #expect(try emulator.client().get("/customers").data.array?.count == 2)
            #expect(try fault(emulator)["fired"] == 1)
        }
    }

    @Test func `a repeat is hit by the same rule again, not by the next one`() async throws {
        try await withRule { (emulator: Emulator) async throws in
            let second: JSONValue = [
                "id": "second", "on": ["operation": "createCustomer"], "then": ["connection": "close"], "times": 1,
            ]
            _ = try emulator.control(usualKey).post("/__admin/faults", second)
            #expect(isBroken(emulator))
            #expect(isBroken(emulator))
            #expect(try rows(emulator).column("fault") == ["f", "f"])
            emulator.clock.advance(by: .milliseconds(101))
            #expect(isBroken(emulator))
            #expect(try rows(emulator)[2]["fault"] == "second")
        }
    }

    @Test func `a rule without a key counts repeats in each world and shows the sums`() async throws {
        try await withEmulator { (emulator: Emulator) async throws in
            _ = try emulator.control().post("/__admin/faults", Self.reset)
            for key in [usualKey, otherKey] {
                for _ in 1...2 {
                    let reply = emulator.client(key).hold("/customers", ["name": "A"])
                    #expect(reply.cut == .reset)
                }
            }
            let rule = try emulator.control().get("/__admin/faults/f").json
            #expect(rule["fired"] == 2)
            #expect(rule["hits"] == ["absorbed": 2, "not_repeated": 0, "pending": 2])
            let log = try #require(rule["hit_log"]?.array)
            let ids = try emulator.control().get("/__admin/sandboxes").column("id")
            #expect(log.column("sandbox") == [ids[0], ids[0], ids[1], ids[1]])
            #expect(log.column("seq") == [1, 2, 1, 2])
        }
    }

    @Test func `a snapshot keeps the counts of repeats but not the requests`() async throws {
        try await withRule { (emulator: Emulator) async throws in
            #expect(isBroken(emulator))
            #expect(isBroken(emulator))
            let control = emulator.control(usualKey)
            _ = try control.post("/__admin/snapshots", ["name": "s"])
            _ = try await control.postLater("/__admin/snapshots/s/restore")
            let rule = try fault(emulator)
            #expect(rule["hits"] == ["absorbed": 1, "not_repeated": 1, "pending": 0])
            #expect(rule["hit_log"] == [])
            #expect(!isBroken(emulator))
            #expect(try rows(emulator).column("repeats") == [.null])
        }
    }

    @Test func `the gap to a repeat is counted from the end of the fault's delay`() async throws {
        let delayed: JSONValue = ["then": ["connection": "reset", "delay": "1s"]]
        try await withRule(Self.reset, delayed) { (emulator: Emulator) async throws in
            let headers: HTTPHeaders = ["Content-Type": "application/json"]
            let first = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            guard case .later(let pending) = first.content else { throw TestFailure("it is answered at once") }
            emulator.clock.advance(by: .milliseconds(1_040))
            pending.expire()
            emulator.clock.advance(by: .milliseconds(90))
            let second = emulator.client().hold("/customers", ["name": "Acme"], headers: headers)
            guard case .later(let again) = second.content else { throw TestFailure("it is not hit again") }
            again.expire()
            #expect(try rows(emulator)[1]["gap_ms"] == 90)
        }
    }

    @Test func `the connection numbers of the journal start at 1 in each world`() async throws {
        let (first, second) = (ConnectionIdentity(), ConnectionIdentity())
        try await withEmulator { (emulator: Emulator) async throws in
            for connection in [first, second, first] { _ = try emulator.client(over: connection).get("/me") }
            #expect(try rows(emulator).column("connection") == [1, 2, 1])
            _ = try emulator.client(otherKey, over: second).get("/me")
            #expect(try rows(emulator, key: otherKey).column("connection") == [1])
            _ = try await emulator.control(usualKey).postLater("/__admin/reset")
            for connection in [second, nil, first] { _ = try emulator.client(over: connection).get("/me") }
            #expect(try rows(emulator).column("connection") == [1, .null, 2])
        }
    }

    // MARK: The form of rules

    @Test func `a rule shows how it treats repeats`() async throws {
        try await withEmulator { (emulator: Emulator) async throws in
            let shown: [(JSONValue, JSONValue, JSONValue)] = [
                (["then": ["connection": "hang"]], .null, "hit"),
                (["then": ["connection": "close"], "reuse": "allow"], "allow", "pass"),
                (["then": ["connection": "close"], "reuse": "allow", "repeats": "hit"], "allow", "hit"),
                (["then": ["connection": "reset"], "repeats": ["within": "2s"]], .null, ["within": "2s"]),
                (["then": ["malformed": true]], .null, "pass"), (["then": ["delay": "1s"]], .null, "pass"),
                (["then": ["drop": true]], .null, .null),
            ]
            for (members, reuse, repeats) in shown {
                var rule = members.object ?? [:]
                rule["on"] = ["any": true]
                let answer = try emulator.control(usualKey).post("/__admin/faults", .object(rule))
                #expect(answer.status == 201)
                #expect(answer.json["reuse"] == reuse)
                #expect(answer.json["repeats"] == repeats)
                #expect(answer.json["hits"] == ["absorbed": 0, "not_repeated": 0, "pending": 0])
            }
        }
    }

    @Test(
        arguments: [
            (["then": ["malformed": true], "reuse": "allow"], "/reuse"),
            (["then": ["delay": "1s"], "repeats": "hit"], "/repeats"),
            (["then": ["connection": "reset"], "repeats": ["within": "soon"]], "/repeats/within"),
            (["then": ["connection": "reset"], "repeats": ["within": "P1Y"]], "/repeats/within"),
            (["then": ["drop": true], "repeats": "hit"], "/repeats"),
            (["then": ["drop": true], "reuse": "allow"], "/reuse"),
        ] as [(JSONValue, String)]
    )
    func `an invalid repeats or reuse is refused with its pointer`(members: JSONValue, pointer: String) async throws {
        try await withEmulator { (emulator: Emulator) async throws in
            var rule = members.object ?? [:]
            rule["on"] = ["any": true]
            let answer = try emulator.control(usualKey).post("/__admin/faults", .object(rule))
            #expect(answer.status == 400)
            let pointers = answer.json["errors"]?.array?.compactMap { $0["pointer"]?.string } ?? []
            #expect(pointers.contains(pointer), "\(answer.json)")
        }
    }
}
