import Documents
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// Snapshots bring back the counts and the random numbers of fault rules.
@Suite struct RestoredFaultTests {
    private static let rules: [JSONValue] = [
        [
            "id": "half", "on": ["operation": "createCustomer"], "then": ["error": "service_unavailable"],
            "probability": 0.5,
        ],
        ["id": "slow", "on": ["operation": "listCustomers"], "then": ["delay": ["uniform": ["1ms", "400ms"]]]],
        ["id": "some", "on": ["operation": "getMe"], "then": ["error": "internal_error"], "skip": 3, "times": 4],
    ]

    /// Sends thirty requests of three operations, and describes each delay and response with all its headers.
    private func sendThirty(_ emulator: Emulator) async throws -> [String] {
        let client = emulator.client()
        var seen: [String] = []
        for number in 0..<30 {
            let (method, path): (HTTPMethod, String) =
                switch number % 3 {
                case 0: (.POST, "/customers")
                case 1: (.GET, "/customers")
                default: (.GET, "/me")
                }
            let name = JSONValue.string("Customer \(number)")
            let reply = method == .POST ? client.hold(path, ["name": name]) : client.begin(method, path)
            var delay = "at once"
            if case .later(let pending) = reply.content {
                delay = "\(pending.timeout ?? .zero)"
                pending.expire()
            }
            let answer = try await client.answer(to: reply, of: path, method: method)
            let headers = answer.headers.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
            seen.append("\(delay) \(answer.status) \(headers) \(String(decoding: answer.bytes, as: UTF8.self))")
        }
        return seen
    }

    @Test(arguments: [42, nil] as [UInt64?])
    func `the same requests after a restore get the same responses, faults and delays`(_ seed: UInt64?) async throws {
        try await withEmulator({ $0.seed = seed }) { emulator in
            let control = emulator.control(usualKey)
            _ = try control.put("/__admin/clock", ["mode": "frozen"])
            for rule in Self.rules { #expect(try control.post("/__admin/faults", rule).status == 201) }
            for _ in 0..<3 { _ = try emulator.client().get("/labels") }
            #expect(try control.post("/__admin/snapshots", ["name": "s"]).status == 201)
            let first = try await sendThirty(emulator)
            let rules = try control.get("/__admin/faults").json
            let faults = try control.get("/__admin/requests?since_seq=3").column("fault")
            let state = try control.get("/__admin/state").bytes
            #expect(Set(first).count == 30)
            #expect(faults.count == 30)
            #expect(faults.contains("slow") && faults.contains("some"))
            for _ in 0..<2 {
                _ = try await control.postLater("/__admin/snapshots/s/restore")
                #expect(try await sendThirty(emulator) == first)
                #expect(try control.get("/__admin/faults").json == rules)
                #expect(try control.get("/__admin/requests").column("fault") == faults)
                #expect(try control.get("/__admin/state").bytes == state)
            }
        }
    }

    @Test func `the journal of a restored world is empty, and its numbers go on from the snapshot`() async throws {
        try await withEmulator { emulator in
            let control = emulator.control(usualKey)
            for _ in 0..<2 { _ = try emulator.client().get("/me") }
            _ = try control.post("/__admin/snapshots", ["name": "s"])
            _ = try emulator.client().get("/me")
            _ = try await control.postLater("/__admin/snapshots/s/restore")
            let journal = try control.get("/__admin/requests").json
            #expect(journal == ["data": [], "evicted_before_seq": 3, "last_seq": 2, "probes": 0])
            #expect(try emulator.client().get("/me").headers["X-Mock-Seq"] == ["3"])
        }
    }
}
