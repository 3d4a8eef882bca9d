import EmulatorTesting
import Testing

/// The command `test --interleavings` if deliveries are refused, are not received, or cannot be put in order.
@Suite(.timeLimit(.minutes(15)))
struct KeptOrderTests {
    private static let report = """
          - name: two statuses
            simulate: { message_status: { message_id: "${message}", statuses: [sent, delivered] } }
        """
    private static let end = """
          - name: the application shows the message as delivered
            request: { method: GET, url: "${app}/status" }
            expect: { body: { status: delivered } }
        """
    private static let wait = "  - wait: { delivery: { event: message.status, status: delivered }, count: 2 }"

    /// Tries the orders of a file with these steps between the first one and the last one.
    private static func run(_ steps: [String], of url: String) async throws -> FinishedProcess {
        let text = ([StatusFile.start] + steps + [end]).joined(separator: "\n")
        let flags = ["--interleavings", "--webhook-url", url + "/hook", "--var", "app=" + url]
        return try await runTest(["app.yaml": text], flags)
    }

    @Test func `the order is that of the first attempts, and a refused delivery comes again later`() async throws {
        try await withApplication(.onlyTheNextOne) { url in
            let steps = [Self.report, "  - advance: 10m", Self.wait]
            let finished = try await Self.run(steps, of: url)
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            #expect(finished.output.contains("orders of arrival: 6 tested\n"), "\(finished.output)")
        }
    }

    @Test func `the order that breaks an expectation names the refused delivery`() async throws {
        try await withApplication(.onlyTheNextOne) { url in
            let finished = try await Self.run([Self.report, Self.wait], of: url)
            #expect(finished.status == 1, "\(finished.output)\(finished.errors)")
            let order =
                "`message.sent`, then `message.status delivered` (answered 500), then `message.status sent`"
            #expect(finished.output.contains("was: \(order); run it again with"), "\(finished.output)")
        }
    }

    @Test func `a step whose deliveries a hold of the file stops is left out`() async throws {
        try await withApplication(.lastOneWins) { url in
            let steps = [
                "  - hold: { id: mine, delivery: { any: true } }", Self.report, "  - release: mine", Self.wait,
            ]
            let finished = try await Self.run(steps, of: url)
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            let reason = "3 of the 3 things that came while it ran could not be held"
            let line = "orders of arrival: 0 tested; not tested: two statuses (\(reason))\n"
            #expect(finished.output.contains(line), "\(finished.output)")
        }
    }

    @Test func `a step whose deliveries do not reach a receiver is left out`() async throws {
        let file = """
            version: 1
            webhook_subscriptions: [{ url: "http://127.0.0.1:1/hook", events: ["*"] }]
            steps:
              - { name: create, request: { operation: createCustomer, body: { name: A } }, expect: { status: 201 } }
            """
        try await withMock { mock in
            let finished = try await runTest(["a.yaml": file], ["--target", mock.url, "--interleavings"])
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            let reason = "`customer.created` did not reach the receiver (refused)"
            let line = "orders of arrival: 0 tested; not tested: create (\(reason))\n"
            #expect(finished.output.contains(line), "\(finished.output)")
        }
    }

    @Test func `an order of a step that waits is refused`() async throws {
        let text = """
            version: 1
            steps:
              - request: { operation: createCustomer, body: { name: A } }
              - { name: look, wait: { event: { type: customer.created } } }
            """
        let finished = try await runTest(["a.yaml": text], ["--order", "2:2,1"])
        #expect(finished.status == 2)
        let reason = "step 2 (look) does not cause the deliveries that come while it runs"
        #expect(finished.errors == "error: --order 2:2,1: \(reason)\n", "\(finished.errors)")
    }
}
