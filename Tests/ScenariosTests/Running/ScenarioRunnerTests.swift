import Documents
import Domain
import Synchronization
import Testing

@testable import Scenarios

/// Which steps are run, and what a report says of them.
@Suite struct ScenarioRunnerTests {
    private static let steps = """
          - { name: first, request: { method: GET, url: /ok } }
          - { name: second, request: { method: GET, url: /second } }
          - { name: third, request: { method: GET, url: /third } }
        """

    private static func driver(failingAt target: String = "") -> FakeDriver {
        FakeDriver { request in .json(request.target == target ? 500 : 200, [:]) }
    }

    @Test func `a report has the file, the seed and a result for each step`() async throws {
        let report = try await run(Self.steps, before: "name: sample\ndescription: What it shows\n", on: Self.driver())
        #expect(report.hasPassed)
        #expect(report.file == "scenarios/sample.yaml")
        #expect(report.scenario == "sample")
        #expect(report.description == "What it shows")
        #expect(report.seed == 7)
        #expect(report.repetition == 1)
        #expect(report.startedAt == .start)
        #expect(report.steps.map(\.step.name) == ["first", "second", "third"])
    }

    @Test func `the steps after a failed one are skipped`() async throws {
        let driver = Self.driver(failingAt: "/v1/second")
        let report = try await run(Self.steps, on: driver)
        #expect(!report.hasPassed)
        #expect(report.steps.map(\.failures.count) == [0, 1, 0])
        #expect(report.steps.map(\.reason) == [nil, nil, "an earlier step failed"])
        #expect(driver.requests.count == 2)
    }

    @Test func `the steps after a failed one are run on request, with what its response has`() async throws {
        let driver = FakeDriver { request in .json(200, ["id": "x", "at": .string(request.target)]) }
        let steps = """
              - request: { method: GET, url: /first }
                expect: { status: 201 }
                save: { id: /id }
              - request: { method: GET, url: "/${id}" }
            """
        let report = try await run(steps, on: driver) { $0.goesOnAfterFailure = true }
        #expect(!report.hasPassed)
        #expect(report.steps.map(\.failures.count) == [1, 0])
        #expect(driver.requests.map(\.target) == ["/v1/first", "/v1/x"])
    }

    @Test func `a step whose variables have no value after a failure is skipped`() async throws {
        let steps = """
              - request: { method: GET, url: /first }
                save: { id: /id }
              - request: { method: GET, url: "/${id}" }
              - request: { method: GET, url: /last }
            """
        let driver = Self.driver()
        let report = try await run(steps, on: driver) { $0.goesOnAfterFailure = true }
        #expect(report.steps.map(\.failures.count) == [1, 0, 0])
        #expect(report.steps.map(\.reason) == [nil, "the variable `id` has no value", nil])
        #expect(driver.requests.map(\.target) == ["/v1/first", "/v1/last"])
    }

    @Test func `a variable without a value fails a step if no earlier step has failed`() async throws {
        let steps = "  - request: { method: GET, url: '/${id}' }\n"
        let report = try await run(steps, before: "variables: { id: null }\n", on: Self.driver())
        #expect(report.failures.map(\.message) == ["the variable `id` has no value"])
    }

    @Test func `a step that is always run is run after a failure, and can fail itself`() async throws {
        let steps = """
              - request: { method: GET, url: /second }
                save: { id: /id }
              - request: { method: GET, url: /skipped }
              - request: { method: GET, url: /cleanup }
                always: true
              - request: { method: GET, url: /second }
                always: true
              - request: { method: GET, url: "/${id}" }
                always: true
            """
        let driver = Self.driver(failingAt: "/v1/second")
        let report = try await run(steps, on: driver)
        #expect(report.steps.map(\.failures.count) == [1, 0, 0, 1, 0])
        let missing = "the variable `id` has no value"
        #expect(report.steps.map(\.reason) == [nil, "an earlier step failed", nil, nil, missing])
        #expect(driver.requests.map(\.target) == ["/v1/second", "/v1/cleanup", "/v1/second"])
    }

    @Test func `a step that is always run and not selected is skipped`() async throws {
        let steps = Self.steps + "\n" + "  - { name: last, always: true, request: { method: GET, url: /last } }"
        let report = try await run(steps, on: Self.driver()) { $0.selects = { $0.name == "third" } }
        #expect(report.steps.last?.reason == "the filter does not select it")
        let driver = Self.driver(failingAt: "/v1/ok")
        let failed = try await run(steps, on: driver) { $0.selects = { $0.name == "third" } }
        #expect(failed.steps.last?.reason == "an earlier step failed")
        #expect(driver.requests.count == 1)
    }

    @Test func `the steps up to the last selected one are run, as it may need them`() async throws {
        let driver = Self.driver()
        let report = try await run(Self.steps, on: driver) { $0.selects = { $0.name == "second" } }
        #expect(report.hasPassed)
        #expect(report.steps.map(\.reason) == [nil, nil, "the filter does not select it"])
        #expect(driver.requests.map(\.target) == ["/v1/ok", "/v1/second"])
    }

    @Test func `a selected background request includes the step of its response`() async throws {
        let steps = """
              - { name: selected, background: a, request: { method: GET, url: /second } }
              - { name: between, request: { method: GET, url: /between } }
              - { name: answer, response: a }
              - { name: after, request: { method: GET, url: /after } }
            """
        let driver = Self.driver(failingAt: "/v1/second")
        let report = try await run(steps, on: driver) { $0.selects = { $0.name == "selected" } }
        #expect(report.steps.map(\.failures.count) == [0, 0, 1, 0])
        #expect(report.steps.last?.reason == "an earlier step failed")
        #expect(driver.requests.map(\.target) == ["/v1/second", "/v1/between"])
    }

    @Test func `hooks are called around each step that is run`() async throws {
        let calls = Mutex<[String]>([])
        let driver = FakeDriver { request in
            calls.withLock { $0.append(request.target) }
            return .json(request.target == "/v1/second" ? 500 : 200, [:])
        }
        _ = try await run(Self.steps, on: driver) { settings in
            settings.hooks = StepHooks { step in
                calls.withLock { $0.append("before \(step.name)") }
            } after: { result in
                calls.withLock { $0.append("after \(result.step.name): \(result.failures.count)") }
            }
        }
        #expect(
            calls.withLock { $0 } == [
                "before first", "/v1/ok", "after first: 0", "before second", "/v1/second", "after second: 1",
            ]
        )
    }

    @Test func `a report of a skipped scenario has its reason and no steps`() throws {
        let scenario = try scenario("version: 1\nname: empty")
        let report = ScenarioReport(skipped: scenario, reason: "no steps", at: .start)
        guard case .skipped("no steps") = report.outcome else {
            Issue.record("the outcome is \(report.outcome)")
            return
        }
        #expect(report.steps.isEmpty)
        #expect(report.scenario == "empty")
    }
}
