import Documents
import EmulatorTesting
import Testing

/// The command `test` with files whose requests wait in the background.
@Suite(.timeLimit(.minutes(15)))
struct BackgroundRequestTests {
    /// A customer whose response is held while another customer is created.
    private static let held = """
        version: 1
        seed: 7
        webhook_subscriptions: [{ url: "https://receiver.invalid/hook", events: ["*"] }]
        steps:
          - hold:
              id: creation
              request: { operation: createCustomer, where: { /body/name: A } }
              phase: after_commit
          - request: { operation: createCustomer, body: { name: A } }
            background: first
          - expect_event: { type: customer.created }
          - request: { operation: createCustomer, body: { name: B } }
            expect: { status: 201 }
          - release: creation
          - response: first
            expect: { status: 201, body: { data: { name: A } } }
            save: { customer: /data/id }
          - request: { operation: getCustomer, path: { id: "${customer}" } }
        """

    /// A customer whose creation is held until the file ends.
    private static let failed = """
        version: 1
        steps:
          - hold: { id: creation, request: { operation: createCustomer } }
          - request: { operation: createCustomer, body: { name: A } }
            background: first
          - request: { operation: getMe }
            expect: { status: 404 }
          - response: first
        """

    @Test func `a file goes on while the response to a background request is held`() async throws {
        let finished = try await runTest(["held.yaml": Self.held])
        #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
        #expect(finished.output.contains("7 steps (7 passed)"))
        try await withMock { mock in
            let finished = try await runTest(["held.yaml": Self.held], ["--target", mock.url])
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
        }
    }

    @Test func `a file that fails ends without the response to its background request`() async throws {
        let finished = try await runTest(["failed.yaml": Self.failed])
        #expect(finished.status == 1, "\(finished.output)\(finished.errors)")
        #expect(finished.output.contains("response first (skipped: an earlier step failed)"))
        try await withMock { mock in
            for flags in [[], ["--target", mock.url]] {
                let finished = try await runTest(["failed.yaml": Self.failed], ["--format", "json"] + flags)
                #expect(finished.status == 1, "\(finished.output)\(finished.errors)")
                // The response could take two minutes.
                let took = try JSONValue(parsing: Array(finished.output.utf8))["files"]?[0]?["took_ms"]?.integer
                #expect(try #require(took) < 100_000)
            }
        }
    }

    @Test func `the other steps of a file with a background request are put in order`() async throws {
        let delivery = "expect_delivery: { event: customer.created, status: delivered }"
        let file = Self.held.replacing("expect_event: { type: customer.created }", with: delivery)
        #expect(file != Self.held)
        let finished = try await runTest(["held.yaml": file], ["--interleavings"])
        #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
        #expect(finished.output.contains("orders of arrival: 2 tested\n"))
        let order = try await runTest(["held.yaml": file], ["--order", "2:2,1"])
        #expect(order.status == 2)
        #expect(order.errors.hasPrefix("error: --order 2:2,1: step 2 ("))
        #expect(order.errors.hasSuffix(") sends its request in the background\n"))
    }

    @Test func `a background request without a step for its response is a mistake`() async throws {
        let file = Self.held.replacing("response: first", with: "response: fist")
        let finished = try await runTest(["held.yaml": file])
        #expect(finished.status == 2)
        #expect(finished.errors.contains(/held\.yaml:15:15: error: .*`background: fist`; did you mean `first`\?/))
    }
}
