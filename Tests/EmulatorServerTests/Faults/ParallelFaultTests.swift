import Documents
import EmulatorServer
import EmulatorTesting
import HTTPServing
import OrderedCollections
import Testing

@Suite struct ParallelFaultTests {
    @Test func `a rule for two of a thousand parallel requests fires exactly twice`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = [
                "id": "twice", "on": ["operation": "createCustomer"], "times": 2,
                "then": ["error": "service_unavailable"],
            ]
            try #require(try emulator.control(usualKey).post("/__admin/faults", rule).status == 201)
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<1_000 {
                    group.addTask {
                        try emulator.client().post("/customers", ["name": .string("C\(number)")]).status
                    }
                }
                return try await group.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            }
            #expect(statuses == [503: 2, 201: 998])
            let counted = try emulator.control(usualKey).get("/__admin/faults/twice").json
            #expect(counted["matched"] == 1_000)
            #expect(counted["fired"] == 2)
            #expect(counted["remaining"] == 0)
        }
    }

    /// The numbers of those of two hundred requests on which a rule with a probability fires.
    private func hits(seed: UInt64) async throws -> [Int] {
        var found: [Int] = []
        let rule: JSONValue = ["on": ["any": true], "probability": 0.3, "then": ["delay": "1s"]]
        try await withEmulator { configuration in
            configuration.seed = seed
        } _: { (emulator: Emulator) async throws in
            let added = try emulator.control(usualKey).post("/__admin/faults", rule)
            guard added.status == 201 else { throw TestFailure("\(added.json)") }
            for number in 0..<200 {
                let reply = emulator.client().hold("/customers", ["name": "A"])
                guard case .later = reply.content else { continue }
                found.append(number)
            }
        }
        return found
    }

    @Test func `a rule with a probability fires on the same requests only for the same seed`() async throws {
        let first = try await hits(seed: 7)
        #expect(first.count > 30 && first.count < 90)
        #expect(try await hits(seed: 7) == first)
        #expect(try await hits(seed: 8) != first)
    }

    @Test func `a rule without an id gets the same id in every run with the same seed`() async throws {
        var ids: [JSONValue?] = []
        for _ in 1...2 {
            try await withEmulator { emulator in
                let rule: JSONValue = ["on": ["any": true], "then": ["connection": "close"]]
                for key in [usualKey, nil] {
                    ids.append(try emulator.control(key).post("/__admin/faults", rule).json["id"])
                }
            }
        }
        #expect(ids.allSatisfy { $0?.string?.hasPrefix("flt_") == true })
        #expect(Array(ids.prefix(2)) == Array(ids.suffix(2)))
        #expect(ids[0] != ids[1])
    }

    @Test(.timeLimit(.minutes(15)))
    func `a thousand keys in parallel each see only their own faults, clock and webhooks`() async throws {
        let receiver = WebhookReceiver()
        try await withEmulator(transport: receiver) { emulator in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<1_000 {
                    group.addTask { try await use(emulator, as: number) }
                }
                try await group.waitForAll()
            }
            let received = Dictionary(grouping: receiver.received, by: \.url)
            #expect(received.count == 1_000)
            for number in 0..<1_000 {
                let names = received["https://app\(number).example/hook"]?.map { $0.json["data"]?["customer"]?["name"] }
                #expect(names == [.string("Customer of \(number)")])
            }
        }
    }

    /// The requests of one key that shares the emulator with a thousand others.
    private func use(_ emulator: Emulator, as number: Int) async throws {
        let key = "kdv_test_\(number)"
        let (client, control) = (emulator.client(key), emulator.control(key))
        let day = 1 + number % 28
        let now = "2030-02-\(day < 10 ? "0" : "")\(day)T00:00:00.000Z"
        let code = number.isMultiple(of: 2) ? "internal_error" : "service_unavailable"
        _ = try emulator.subscribe(to: ["customer.created"], at: "https://app\(number).example/hook", key: key)
        #expect(try control.put("/__admin/clock", ["mode": "frozen", "now": .string(now)]).status == 200)
        let rule: JSONValue = [
            "id": .string("f\(number)"), "on": ["operation": "getMe"], "then": ["error": .string(code)],
        ]
        #expect(try control.post("/__admin/faults", rule).status == 201)
        await Task.yield()
        let created = try client.post("/customers", ["name": .string("Customer of \(number)")])
        #expect(created.data["created_at"] == .string(now))
        await Task.yield()
        #expect(try client.get("/me").code == code)
        try await emulator.settle(key: key)
        #expect(try client.get("/customers").column("name") == [.string("Customer of \(number)")])
        #expect(try control.get("/__admin/faults").data.array?.compactMap { $0["id"]?.string } == ["f\(number)"])
        #expect(try emulator.deliveries(key: key).column("status") == ["delivered"])
    }
}
