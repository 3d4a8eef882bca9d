import Documents
import Domain
import OrderedCollections
import Testing

@testable import Scenarios

/// Steps that send control requests, and those that compare what was recorded.
@Suite struct ControlStepTests {
    private static func driver(_ status: Int = 200, _ body: JSONValue = [:]) -> FakeDriver {
        FakeDriver { _ in .json(status, body) }
    }

    // MARK: Control requests

    @Test func `a control request has the key of the run, and its secret headers are not recorded`() async throws {
        let driver = Self.driver()
        let report = try await run(
            """
              - advance: P8D
              - fault: { on: { operation: createCustomer }, then: { error: feature_not_entitled } }
              - snapshot: before
            """,
            on: driver
        ) { $0.controlHeaders = [HeaderField(name: "X-Mock-Admin-Token", value: "hush")] }
        #expect(report.failures.map(\.message) == [])
        #expect(driver.requests.map(\.target) == ["/__admin/clock/advance", "/__admin/faults", "/__admin/snapshots"])
        #expect(driver.requests[0].json == ["by": "P8D"])
        #expect(driver.requests[2].json == ["name": "before"])
        #expect(driver.requests.allSatisfy { $0.header("Authorization") == "Bearer kdv_test_run" })
        #expect(driver.requests.allSatisfy { $0.header("X-Mock-Admin-Token") == "hush" })
        let recorded = report.steps.flatMap(\.exchanges).flatMap(\.headers)
        #expect(!recorded.contains { $0.value == "hush" })
    }

    @Test func `a refused control request is reported at the place that the problem names`() async throws {
        let finding: JSONValue = ["pointer": "/customer_id", "message": "must be a string", "hint": "id"]
        let driver = Self.driver(400, ["detail": "No.", "errors": [finding]])
        let report = try await run(
            """
              - simulate:
                  onboarding:
                    customer_id: cus_1
            """,
            on: driver
        )
        let failure = try #require(report.failures.first)
        let request = "POST /__admin/simulate/onboarding was refused: 400 No."
        #expect(failure.message == "\(request) /customer_id must be a string; did you mean `id`?")
        #expect(failure.location.line == 5)
    }

    @Test func `a refusal can be expected by its status, its code and its body`() async throws {
        let driver = Self.driver(409, ["code": "no_active_link", "detail": "None."])
        let report = try await run(
            """
              - simulate: { onboarding: { customer_id: cus_1 } }
                expect: { status: 409, code: no_active_link, body: { detail: "/None/" } }
                save: { reason: /detail }
              - snapshot: "${reason}"
                expect: { code: no_active_link }
            """,
            on: driver
        )
        #expect(report.failures.map(\.message) == [])
        #expect(driver.requests[1].json == ["name": "None."])
    }

    @Test(
        arguments: [
            ("{ code: invalid_state }", 409, "the code is no_active_link, not invalid_state"),
            ("{ status: 400 }", 409, "the status is 409 (None.), not 400"),
            ("{ code: no_active_link, body: { detail: Some. } }", 409, "/body/detail must be `Some.`"),
            ("{ body: {} }", 409, "POST /__admin/simulate/onboarding was refused: 409 None."),
            ("{ status: 409, code: not_found }", 200, "the status is 200 (None.), not 409"),
        ]
    )
    func `a response that is not as expected is reported`(expectation: String, status: Int, message: String)
        async throws
    {
        let driver = Self.driver(status, ["code": "no_active_link", "detail": "None."])
        let steps = """
              - simulate: { onboarding: { customer_id: cus_1 } }
                expect: \(expectation)
            """
        #expect(try await run(steps, on: driver).failures.first?.message == message)
    }

    @Test func `a restore that is refused as expected does not change which events were used`() async throws {
        let driver = FakeDriver { request in
            switch request.target {
            case "/__admin/snapshots/before/restore": .json(404, ["code": "not_found"])
            case "/__admin/wait?status=200":
                .json(200, ["outcome": "satisfied", "matched": 1, "refs": ["event:evt_1"]])
            default: .json(200, [:])
            }
        }
        let report = try await run(
            """
              - snapshot: before
              - expect_event: { any: true, within: 0s }
              - restore: before
                expect: { code: not_found }
              - expect_event: { any: true, within: 0s }
            """,
            on: driver
        )
        #expect(report.steps.map(\.failures.count) == [0, 0, 0, 1])
    }

    // MARK: Wait

    @Test func `a wait passes if it is satisfied`() async throws {
        let driver = Self.driver(200, ["outcome": "satisfied", "matched": 1, "refs": ["event:evt_1"]])
        let report = try await run("  - wait: { event: { type: customer.created }, timeout: 3s }\n", on: driver)
        #expect(report.failures.map(\.message) == [])
        #expect(driver.requests.map(\.target) == ["/__admin/wait?status=200"])
        #expect(driver.requests[0].json == ["event": ["type": "customer.created"], "timeout": "3s"])
        #expect(driver.requests[0].timeout == .seconds(33))
    }

    @Test(
        arguments: [
            (
                [
                    "outcome": "timed_out", "matched": 0, "refs": [],
                    "nearest": [
                        [
                            "ref": "request:3",
                            "differences": [["pointer": "/status", "expected": 201, "actual": 400]],
                        ]
                    ],
                ],
                "the wait has timed out with 0 of 1 matches; nearest: request:3, where /status is 400, not 201"
            ),
            (
                ["outcome": "violated", "matched": 1, "refs": ["request:2"]],
                "there must be no match, but there is request:2"
            ),
            (
                ["outcome": "inconclusive", "reason": "reset", "matched": 0, "refs": []],
                "the outcome cannot be told, because the world was reset"
            ),
        ] as [(JSONValue, String)]
    )
    func `a wait with another outcome fails`(report: JSONValue, message: String) async throws {
        let driver = Self.driver(200, report)
        let result = try await run("  - wait: { request: { operation: createCustomer } }\n", on: driver)
        #expect(result.failures.map(\.message) == [message])
    }

    // MARK: Requests

    @Test func `each expectation of requests that is not met is reported with its count`() async throws {
        let results: JSONValue = [
            ["matched": 1, "refs": ["request:1"], "out_of_order": false, "nearest": []],
            ["matched": 3, "refs": [], "out_of_order": false, "nearest": []],
            ["matched": 2, "refs": [], "out_of_order": true, "nearest": []],
        ]
        let driver = Self.driver(
            409,
            ["ok": false, "outcome": "failed", "results": results, "unexpected": ["request:9"]]
        )
        let report = try await run(
            """
              - expect_requests:
                  expect:
                    - request: { operation: createCustomer }
                    - { request: { operation: getMe }, count: 2 }
                    - request: { operation: listCustomers }
                  nothing_else: true
            """,
            on: driver
        )
        #expect(
            report.failures.map(\.message) == [
                "expected exactly 2 matches, but there are 3", "the matches do not come in this order",
                "nothing else must have happened, but there is request:9",
            ]
        )
        #expect(report.failures.map(\.location.line) == [6, 7, 8])
    }

    @Test(arguments: [200, 409])
    func `expected requests pass only if all expectations are met`(status: Int) async throws {
        let isMet = status == 200
        let results: JSONValue = [
            ["matched": .integer(isMet ? 1 : 0), "refs": [], "out_of_order": false, "nearest": []]
        ]
        let body: JSONValue = ["ok": .bool(isMet), "outcome": isMet ? "met" : "failed", "results": results]
        let steps = "  - expect_requests: { expect: [{ request: { operation: createCustomer } }] }\n"
        #expect(try await run(steps, on: Self.driver(status, body)).hasPassed == isMet)
    }

    // MARK: Changes

    private static let changes: JSONValue = [
        "since": nil,
        "data": [
            ["kind": "created", "object": "customer", "id": "cus_1", "fields": []],
            ["kind": "created", "object": "customer_setup_link", "id": "suli_1", "fields": []],
        ],
    ]

    @Test func `changes pass if each pattern matches a change of its own, in any order`() async throws {
        let driver = Self.driver(200, Self.changes)
        let report = try await run(
            """
              - snapshot: first
              - changes:
                  since: first
                  expect: [{ object: customer_setup_link }, { kind: created, id: "/^cus_/" }]
            """,
            on: driver
        )
        #expect(report.failures.map(\.message) == [])
        #expect(driver.requests.last?.target == "/__admin/changes?limit=10000&since=first")
    }

    @Test func `a change can match one pattern only, and the nearest change is shown`() async throws {
        let driver = Self.driver(200, Self.changes)
        let report = try await run(
            """
              - changes:
                  expect:
                    - { kind: created, object: customer }
                    - { kind: deleted, object: customer }
                    - { kind: created, object: customer }
            """,
            on: driver
        )
        let failures = report.failures
        #expect(failures.map(\.location.line) == [6, 6, 7])
        #expect(failures.first?.message == "none of the 2 changes matches")
        #expect(failures.last?.message == "each change that matches is needed by another pattern")
        #expect(failures.dropFirst().first?.pointer?.description == "/body/data/0/kind")
    }
}
