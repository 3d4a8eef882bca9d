import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import OrderedCollections

@testable import EmulatorCore
@testable import Scenarios

/// Hand-made results of contract tests.
enum SampleReports {
    private static let start = Timestamp(milliseconds: 1_780_567_200_000)

    /// A run with a file of each outcome.
    static let mixed = [passed, failed, skipped]

    /// A file whose two steps have the same name.
    static let passed = report(
        "scenarios/onboarding.yaml",
        .passed,
        description: "A customer & their number",
        seed: 42,
        [
            step("create a customer", line: 8, exchanges: [created]),
            step("request getCustomer", line: 12),
            step("request getCustomer", line: 16),
        ]
    )

    /// A file with a step that has failed in two ways.
    static let failed = report(
        "scenarios/messages.yaml",
        .failed,
        seed: 7,
        [
            step("send a message", line: 6, took: .milliseconds(1204)),
            step(
                "the message is delivered",
                line: 14,
                outcome: .failed([
                    StepFailure(
                        "the body is not as expected",
                        at: SourceLocation(file: "scenarios/messages.yaml", line: 16, column: 29),
                        pointer: JSONPointer(["body", "data", "status"]),
                        expected: "delivered",
                        actual: "pending"
                    ),
                    StepFailure(
                        "the body is not as expected",
                        at: SourceLocation(file: "scenarios/messages.yaml", line: 17, column: 9),
                        pointer: JSONPointer(["body", "data", "errors"]),
                        expected: [["code": 131_026, "title": "Undeliverable"]],
                        actual: [["code": 131_047, "title": "Undeliverable"]]
                    ),
                ]),
                exchanges: [answered]
            ),
            step(
                "expect_event message.status",
                line: 20,
                outcome: .skipped(reason: "an earlier step failed"),
                took: .zero
            ),
        ]
    )

    /// A file that was not run.
    static let skipped = report("scenarios/clock.yaml", .skipped(reason: "needs the emulator"), seed: nil, [])

    /// A run whose names and values are special in each of the formats.
    static let hostile = [
        report(
            "scenarios/50%,a:b.yaml",
            .failed,
            name: "<script>alert('1')</script>",
            description: "]]> \"quoted\" & \u{0}",
            seed: .max,
            repetition: 2,
            [
                step(
                    "::error::<b>#1</b> \\ 100%, \u{1B}[31mred\u{1B}[0m\nnext",
                    line: 3,
                    file: "scenarios/50%,a:b.yaml",
                    outcome: .failed([
                        StepFailure(
                            "line one\r\nline two: <i>50%</i>",
                            at: SourceLocation(file: "scenarios/50%,a:b.yaml", line: 4, column: 5),
                            pointer: JSONPointer(["body", "a/b", "<x>"]),
                            expected: "\u{1B}[2J</pre><script>",
                            actual: nil
                        ),
                        StepFailure("there was no response", at: SourceLocation(file: "scenarios/50%,a:b.yaml")),
                    ])
                )
            ]
        )
    ]

    /// A failed step whose request, response and values contain secrets.
    static let secret = report(
        "scenarios/webhooks.yaml",
        .failed,
        seed: nil,
        [
            step(
                "create a subscription with whsec_abcdefgh1234",
                line: 2,
                outcome: .failed([
                    StepFailure(
                        "the secret is whsec_abcdefgh1234",
                        at: SourceLocation(file: "scenarios/webhooks.yaml", line: 3, column: 1),
                        expected: "whsec_abcdefgh1234",
                        actual: ["kdv_live_secretvalue9876"]
                    )
                ]),
                exchanges: [
                    exchange(
                        nil,
                        DriverRequest(
                            method: "POST",
                            target: "/v1/webhook_subscriptions?api_key=kdv_test_secretvalue4321&token=tokenvalue"
                                + "&limit=25&access_token=tokenvalue",
                            headers: [
                                HeaderField(name: "Authorization", value: "Bearer foreign-secret"),
                                HeaderField(name: "X-Mock-Admin-Token", value: "hunter2"),
                            ],
                            body: Array(#"{"secret":"whsec_abcdefgh1234"}"#.utf8)
                        ),
                        201,
                        [],
                        "plain whsec_abcdefgh1234, whsec_Base64/value+value==, csl_longvalue00000000000000000, "
                            + "https://a.example/x?X-Signature=tokenvalue"
                    )
                ]
            )
        ]
    )

    /// A failed step whose texts look like commands of GitHub Actions.
    static let commands = report(
        "scenarios/a.yaml",
        .failed,
        seed: nil,
        [
            step(
                "##[group]name",
                line: 2,
                outcome: .failed([
                    StepFailure(
                        "##[error]message",
                        at: SourceLocation(file: "scenarios/a.yaml", line: 3, column: 1),
                        expected: ["::warning::": "##[debug]"],
                        actual: "::error::"
                    )
                ])
            )
        ]
    )

    // MARK: Coverage

    /// The contract that the coverage is of.
    static let contract =
        ForeignContract.header + """
            paths:
              /customers:
                get: { operationId: listCustomers, responses: { '200': { description: The customers. } } }
                post:
                  operationId: createCustomer
                  responses:
                    '201': { description: The customer. }
                    '402': { description: Refused., x-error-codes: [feature_not_entitled] }
            webhooks:
              customer.created: { post: { responses: { '200': { description: Thanks. } } } }
            """

    /// A coverage with parts that were exercised, injected and neither.
    static func coverage() throws -> Coverage {
        let recorder = CoverageRecorder()
        for status in [201, 201, 402] {
            var outcome = JournalEntry.Outcome()
            outcome.operation = "createCustomer"
            outcome.status = status
            outcome.error = status == 402 ? "feature_not_entitled" : nil
            outcome.injection = status == 402 ? .insteadOfHandler : nil
            recorder.count(outcome)
        }
        return Coverage(recorder.record, of: try ForeignContract.load(contract).contract)
    }

    // MARK: Parts

    private static let created = exchange(
        "createCustomer",
        DriverRequest(
            method: "POST",
            target: "/v1/customers",
            headers: [HeaderField(name: "Authorization", value: "Bearer kdv_test_local")],
            body: Array(#"{"name":"Acme Logistics"}"#.utf8)
        ),
        201,
        [HeaderField(name: "Content-Type", value: "application/json")],
        #"{"data":{"id":"cus_1","status":"pending"},"request_id":"req_1"}"#
    )

    private static let answered = exchange(
        "getMessage",
        DriverRequest(method: "GET", target: "/v1/messages/msg_1", headers: [], body: []),
        200,
        [],
        #"{"data":{"status":"pending"}}"#
    )

    private static func exchange(
        _ operation: String?,
        _ request: DriverRequest,
        _ status: Int,
        _ headers: [HeaderField],
        _ body: String
    ) -> StepExchange {
        let response = StepExchange.Response(status: status, headers: headers, body: Array(body.utf8))
        return StepExchange(request, operation: operation, response: response)
    }

    private static func step(
        _ name: String,
        line: Int,
        file: String = "scenarios/messages.yaml",
        outcome: StepResult.Outcome = .passed,
        exchanges: [StepExchange] = [],
        took: Duration = .milliseconds(3)
    ) -> StepResult {
        let step = Step(
            name: name,
            place: JSONPointer(["steps", "0"]),
            location: SourceLocation(file: file, line: line, column: 5),
            action: .control(ControlStep(verb: .advance, argument: "P8D"))
        )
        return StepResult(step, outcome, exchanges: exchanges, took: took)
    }

    private static func report(
        _ file: String,
        _ outcome: ScenarioReport.Outcome,
        name: String? = nil,
        description: String? = nil,
        seed: UInt64?,
        repetition: Int = 1,
        _ steps: [StepResult]
    ) -> ScenarioReport {
        ScenarioReport(
            file: file,
            scenario: name ?? String(file.dropFirst("scenarios/".count).dropLast(".yaml".count)),
            description: description,
            seed: seed,
            repetition: repetition,
            outcome: outcome,
            steps: steps,
            startedAt: start,
            took: steps.reduce(.zero) { $0 + $1.took }
        )
    }
}
