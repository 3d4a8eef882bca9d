import Documents
import Domain
import Synchronization
import Testing

@testable import Scenarios

/// Rate limits of other servers, whose `Retry-After` is waited for.
@Suite struct RateLimitTests {
    private static let step = "  - request: { method: GET, url: /a }\n"

    /// A server that refuses the first requests of a run.
    private static func driver(
        refusing count: Int,
        retryAfter: String? = "3",
        isEmulator: Bool = false
    ) -> FakeDriver {
        let rest = Mutex(count)
        return FakeDriver(isEmulator: isEmulator) { _ in
            let isRefused = rest.withLock { rest in
                defer { rest -= 1 }
                return rest > 0
            }
            guard isRefused else { return .json(200, [:]) }
            let refusal = StepExchange.Response.json(429, ["error": ["code": "rate_limit_exceeded"]])
            return retryAfter.map { refusal.with("Retry-After", $0) } ?? refusal
        }
    }

    @Test(arguments: ["3", "Thu, 04 Jun 2026 10:00:03 GMT"])
    func `a refused request is sent again after the time that the server asks for`(retryAfter: String) async throws {
        let driver = Self.driver(refusing: 2, retryAfter: retryAfter)
        let pauses = Mutex<[TimeSpan]>([])
        let report = try await run(Self.step, on: driver) { settings in
            settings.pause = { span in pauses.withLock { $0.append(span) } }
        }
        #expect(report.hasPassed)
        #expect(pauses.withLock { $0 } == [.seconds(3), .seconds(3)])
        #expect(report.steps.first?.exchanges.map(\.response?.status) == [429, 429, 200])
    }

    @Test func `a request is not sent again for ever, nor after a longer time than two minutes`() async throws {
        let patient = Self.driver(refusing: .max)
        #expect(try await run(Self.step, on: patient).hasPassed == false)
        #expect(patient.requests.count == 6)
        for retryAfter in ["121", nil] {
            let driver = Self.driver(refusing: 1, retryAfter: retryAfter)
            #expect(try await run(Self.step, on: driver).hasPassed == false)
            #expect(driver.requests.count == 1)
        }
    }

    @Test(arguments: ["{ status: 429 }", "{ error: rate_limit_exceeded }"])
    func `a refusal that is expected is not repeated`(expectation: String) async throws {
        let driver = Self.driver(refusing: 1)
        #expect(try await run(Self.step + "    expect: \(expectation)\n", on: driver).hasPassed)
        #expect(driver.requests.count == 1)
    }

    @Test func `a refusal of an emulator is not repeated`() async throws {
        let driver = Self.driver(refusing: 1, isEmulator: true)
        #expect(try await run(Self.step, on: driver).hasPassed == false)
        #expect(driver.requests.count == 1)
    }
}
