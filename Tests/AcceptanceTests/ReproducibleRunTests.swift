import Documents
import NIOHTTP1
import OrderedCollections
import Synchronization
import Testing

/// Two processes with the same scenario, seed and key give the same transcript of the same requests.
@Suite(.timeLimit(.minutes(15)))
struct ReproducibleRunTests {
    private struct Step {
        let method: HTTPMethod
        let path: String
        var body: JSONValue?
        var idempotencyKey: String?
    }

    /// The headers that may differ from run to run because they carry wall time.
    private static let volatileHeaders = ["date"]

    @Test func `two runs with the same seed give equal transcripts of 200 mixed requests`() async throws {
        let first = try await Self.transcript(seed: 42)
        #expect(first.count > 200)
        let second = try await Self.transcript(seed: 42)
        #expect(first.count == second.count)
        let different = zip(first, second).first { $0 != $1 }
        #expect(different == nil, "the first lines that differ")
        let other = try await Self.transcript(seed: 43)
        #expect(first != other)
    }

    private static func transcript(seed: Int) async throws -> [String] {
        let lines = Lines()
        try await withMock(["--quiet", "--seed", String(seed), "--public-url", "http://mock.example"]) { mock in
            let key = "kdv_test_transcript"
            var control = mock.root
            control.headers = [("Authorization", "Bearer \(key)")]
            let frozen: JSONValue = ["mode": "frozen", "now": "2026-06-05T00:00:00Z"]
            try #require(try await control.send(.PUT, "/__admin/clock", frozen).status == 200)
            let policy: JSONValue = ["jitter": 0.2, "sign_time": "sandbox", "retries": ["5s", "1m"]]
            try #require(try await control.send(.PUT, "/__admin/webhooks/policy", policy).status == 200)
            let flaky: JSONValue = [
                "id": "flaky", "on": ["operation": "getMe"], "probability": 0.5,
                "then": ["error": "service_unavailable"],
            ]
            try #require(try await control.post("/__admin/faults", flaky).status == 201)
            try await run(mock, key: key, control: control, into: lines)
        }
        return lines.all
    }

    private static func run(_ mock: MockProcess, key: String, control: MockClient, into lines: Lines) async throws {
        var ids: [String] = []
        for number in 0..<200 {
            let step = step(number, ids: ids)
            var client = mock.client(key)
            if let idempotencyKey = step.idempotencyKey { client.headers = [("Idempotency-Key", idempotencyKey)] }
            let answer = try await client.send(step.method, step.path, step.body)
            // Attempts end in wall time, and 20 failures disable the subscription: wait for them before the next step.
            if step.method != .GET { _ = try await control.post("/__admin/clock/advance", ["by": "0s"]) }
            if let id = answer.data["id"]?.string, id.hasPrefix("cus_") { ids.append(id) }
            lines.add("\(step.method) \(step.path) \(answer.status)\n\(headers(answer))\n\(answer.text)")
            if number % 20 == 19 {
                let advanced = try await control.post("/__admin/clock/advance", ["by": "7s"])
                lines.add(advanced.text)
            }
        }
        let deliveries = try await control.get("/__admin/webhooks/deliveries?limit=1000")
        for row in deliveries.data.array ?? [] {
            let id = row["id"]?.string ?? ""
            lines.add(settled(try await control.get("/__admin/webhooks/deliveries/\(id)").json))
        }
        for row in try await control.get("/__admin/requests?limit=1000").data.array ?? [] {
            lines.add(settled(try await control.get("/__admin/requests/\(row["seq"]?.integer ?? 0)").json))
        }
    }

    /// One step of a mixture of successful and refused requests.
    private static func step(_ number: Int, ids: [String]) -> Step {
        let id = ids.isEmpty ? "cus_unknown" : ids[number * 7 % ids.count]
        switch number % 10 {
        case 0: return Step(method: .POST, path: "/customers", body: ["name": .string("Customer \(number)")])
        case 1:
            let body: JSONValue = ["name": "Once", "email": "once@example.com"]
            return Step(method: .POST, path: "/customers", body: body, idempotencyKey: "k\(number / 20)")
        case 2: return Step(method: .GET, path: "/customers?limit=3")
        case 3: return Step(method: .GET, path: "/customers/\(id)")
        case 4: return Step(method: .PATCH, path: "/customers/\(id)", body: ["metadata": ["n": .integer(number)]])
        case 5: return Step(method: .POST, path: "/customers/\(id)/setup_links", body: ["expires_in_hours": 1])
        case 6: return Step(method: .GET, path: "/me")
        case 7: return Step(method: .POST, path: "/customers", body: ["name": 5])
        case 8 where number == 8:
            // Nothing listens on this port, so every delivery is retried.
            let events: JSONValue = ["customer.created", "customer.updated"]
            let body: JSONValue = ["url": "http://127.0.0.1:9/hook", "events": events]
            return Step(method: .POST, path: "/webhook_subscriptions", body: body)
        case 8: return Step(method: .GET, path: "/webhook_deliveries?limit=5")
        default: return Step(method: .DELETE, path: number % 30 == 9 ? "/customers/\(id)" : "/nowhere/\(number)")
        }
    }

    /// The headers without those that may differ.
    private static func headers(_ answer: WireAnswer) -> String {
        answer.headers.filter { !volatileHeaders.contains($0.name.lowercased()) }
            .map { "\($0.name): \($0.value)" }.joined(separator: "\n")
    }

    /// The text of a journal row or of a delivery without wall times.
    private static func settled(_ json: JSONValue) -> String {
        json.withoutWallTime.text
    }
}

extension JSONValue {
    /// The value without members and headers that depend on wall time; a verdict is pending for five seconds.
    fileprivate var withoutWallTime: JSONValue {
        switch self {
        case .array(let values): .array(values.map(\.withoutWallTime))
        case .object(let members):
            .object(
                members.filter { name, _ in
                    !name.hasPrefix("wall_") && !name.hasPrefix("took_") && name.lowercased() != "date"
                        && name.lowercased() != "host" && name != "verdict" && name != "gap_ms"
                }.mapValues(\.withoutWallTime)
            )
        case .null, .bool, .integer, .number, .string: self
        }
    }
}

/// Collects the lines of a transcript.
private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    var all: [String] { lines.withLock { $0 } }

    func add(_ line: String) { lines.withLock { $0.append(line) } }
}
