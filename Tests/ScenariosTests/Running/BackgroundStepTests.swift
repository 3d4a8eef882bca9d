import Documents
import Domain
import OrderedCollections
import Testing

@testable import Scenarios

/// Background requests, and the steps that wait for their responses.
@Suite(.timeLimit(.minutes(1)))
struct BackgroundStepTests {
    /// A server that responds to `/held` only after a request for `/release`.
    private static func driver(_ held: StepExchange.Response = .json(201, ["id": "x"])) -> GatedDriver {
        GatedDriver(gate: "/v1/release", held: "/v1/held", response: held)
    }

    private static let steps = """
          - request: { method: POST, url: /held, body: {} }
            background: slow
          - request: { method: GET, url: /release }
          - response: slow
            expect: { status: 201, body: { id: x } }
            save: { id: /id }
          - request: { method: GET, url: "/${id}" }
        """

    @Test func `the steps after a background request are run before its response comes`() async throws {
        let driver = Self.driver()
        let report = try await run(Self.steps, on: driver)
        #expect(report.failures.map(\.message) == [])
        #expect(report.hasPassed)
        #expect(Set(driver.requests.map(\.target)) == ["/v1/held", "/v1/release", "/v1/x"])
        #expect(driver.requests.last?.target == "/v1/x")
    }

    @Test func `the exchange of a background request is that of the step of its response`() async throws {
        let report = try await run(Self.steps, on: Self.driver())
        #expect(report.steps.map { $0.exchanges.map(\.target) } == [[], ["/v1/release"], ["/v1/held"], ["/v1/x"]])
        #expect(report.steps[2].exchanges.first?.response?.status == 201)
    }

    @Test func `a response that is not as expected fails the step that waits for it`() async throws {
        let report = try await run(Self.steps, on: Self.driver(.json(500, [:])))
        #expect(report.steps.map(\.failures.count) == [0, 0, 1, 0])
        #expect(report.failures.first?.message == "the status is 500, not 201")
        #expect(report.failures.first?.location.line == 7)
    }

    @Test func `a background request whose connection is cut can be expected`() async throws {
        let driver = FakeDriver { _ throws(DriverError) in throw .cut }
        let report = try await run(
            """
              - request: { operation: getMe }
                background: lost
              - response: lost
                expect: { connection: cut }
            """,
            on: driver
        )
        #expect(report.hasPassed)
    }

    @Test func `a file that fails early does not wait for its background requests`() async throws {
        let driver = Self.driver()
        let report = try await run(
            """
              - request: { method: POST, url: /held, body: {} }
                background: slow
              - request: { method: GET, url: /other }
                expect: { status: 404 }
              - response: slow
            """,
            on: driver
        )
        #expect(report.steps.map(\.reason) == [nil, nil, "an earlier step failed"])
        await driver.waitForCancellation()
    }

    @Test func `a run that is stopped does not wait for the response to a background request`() async throws {
        let driver = Self.driver()
        let steps = """
              - request: { method: POST, url: /held, body: {} }
                background: slow
              - response: slow
            """
        let stopped = Task {
            try await run(steps, on: driver) { settings in
                settings.hooks = StepHooks { step in
                    guard case .response = step.action else { return }
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
        }
        #expect(try await stopped.value.failures.count == 1)
        await driver.waitForCancellation()
    }

    @Test func `the response to a request that was not sent is skipped`() async throws {
        let report = try await run(
            """
              - request: { method: GET, url: /first }
                expect: { status: 404 }
              - request: { method: GET, url: /second }
                background: slow
              - response: slow
                always: true
            """,
            on: FakeDriver { _ in .json(200, [:]) }
        )
        #expect(
            report.steps.map(\.reason) == [
                nil, "an earlier step failed", "the background request `slow` was not sent",
            ]
        )
    }
}
