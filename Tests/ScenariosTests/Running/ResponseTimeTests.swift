import Documents
import Domain
import OrderedCollections
import Synchronization
import Testing

@testable import Scenarios

/// What steps expect of the time of a response, and requests that are sent again until their response is as expected.
@Suite struct ResponseTimeTests {
    @Test(arguments: [("0s", 0), ("30s", 1)])
    func `a response must have taken the minimum duration`(minimum: String, failures: Int) async throws {
        let report = try await run(
            """
              - request: { method: GET, url: /a }
                expect: { min_duration: \(minimum) }
            """,
            on: FakeDriver { _ in .json(200, [:]) }
        )
        #expect(report.failures.count == failures)
        #expect(report.failures.allSatisfy { $0.message.contains(/^the response took \d+m?s, less than 30s$/) })
        #expect(report.failures.allSatisfy { $0.location.line == 4 })
    }

    @Test func `the time of a background request counts from the request, not from the step of its response`()
        async throws
    {
        let report = try await run(
            """
              - request: { method: GET, url: /held }
                background: slow
              - request: { method: GET, url: /release }
              - response: slow
                expect: { min_duration: 30s }
            """,
            on: GatedDriver(gate: "/v1/release", held: "/v1/held", response: .json(200, [:]))
        )
        #expect(report.failures.count == 1)
        #expect(report.failures.first?.location.line == 7)
    }

    // MARK: Repetitions

    /// A server that answers 404 to its first requests.
    private static func driver(missing count: Int) -> FakeDriver {
        let rest = Mutex(count)
        return FakeDriver { _ in
            let isMissing = rest.withLock { rest in
                defer { rest -= 1 }
                return rest > 0
            }
            return .json(isMissing ? 404 : 200, ["id": "x"])
        }
    }

    private static func steps(within: String) -> String {
        """
          - request: { method: GET, url: /a }
            expect: { body: { id: x }, within: \(within) }
            save: { id: /id }
        """
    }

    @Test func `a request is sent again every 50 ms until its response is as expected`() async throws {
        let driver = Self.driver(missing: 3)
        let pauses = Mutex<[TimeSpan]>([])
        let report = try await run(Self.steps(within: "5m"), on: driver) { settings in
            settings.pause = { span in pauses.withLock { $0.append(span) } }
        }
        #expect(report.hasPassed)
        #expect(driver.requests.count == 4)
        #expect(pauses.withLock { $0 } == Array(repeating: TimeSpan(milliseconds: 50), count: 3))
        #expect(report.steps.first?.exchanges.map(\.response?.status) == [200])
    }

    @Test func `a value that is to be saved is waited for, too`() async throws {
        let count = Mutex(0)
        let driver = FakeDriver { _ in
            let number = count.withLock { count in
                count += 1
                return count
            }
            return .json(200, number < 3 ? [:] : ["id": "x"])
        }
        let steps = """
              - request: { method: GET, url: /a }
                expect: { within: 5m }
                save: { id: /id }
              - request: { method: GET, url: "/${id}" }
            """
        #expect(try await run(steps, on: driver).hasPassed)
        #expect(driver.requests.map(\.target) == ["/v1/a", "/v1/a", "/v1/a", "/v1/x"])
    }

    @Test func `a request is not sent again after the run was stopped`() async throws {
        let driver = FakeDriver { _ in
            withUnsafeCurrentTask { $0?.cancel() }
            return .json(404, [:])
        }
        let report = try await Task { try await run(Self.steps(within: "1s"), on: driver) }.value
        #expect(driver.requests.count == 1)
        #expect(report.failures.map(\.message) == ["the status is 404, not 2xx"])
    }

    @Test func `after the time the last response is reported`() async throws {
        let driver = Self.driver(missing: .max)
        let report = try await run(Self.steps(within: "0s"), on: driver)
        #expect(report.failures.map(\.message) == ["the status is 404, not 2xx"])
        #expect(report.steps.first?.exchanges.map(\.response?.status) == [404])
    }
}
