import Documents
import EmulatorTesting
import OrderedCollections
import Testing

/// The command `test` with `--interleavings` and `--order`, and an application that really receives the webhooks.
@Suite(.timeLimit(.minutes(15)))
struct InterleavingTests {
    /// Three webhooks in one step: `message.sent`, and the statuses `sent` and `delivered`.
    private static let file =
        StatusFile.start + """

              - name: WhatsApp reports two statuses
                simulate: { message_status: { message_id: "${message}", statuses: [sent, delivered] } }
              - wait: { delivery: { event: message.status, status: delivered }, count: 2 }
              - name: the application shows the message as delivered
                request: { method: GET, url: "${app}/status" }
                expect: { body: { status: delivered } }
            """

    /// A webhook and a response in one step.
    private static let created = """
        version: 1
        webhook_subscriptions: [{ url: "https://receiver.invalid/hook", events: ["*"] }]
        steps:
          - request: { operation: createCustomer, body: { name: A } }
            expect: { status: 201 }
          - expect_delivery: { event: customer.created }
          - request: { operation: getMe }
        """

    private static func run(_ flags: String..., of url: String) async throws -> FinishedProcess {
        try await runTest(["app.yaml": file], ["--webhook-url", url + "/hook", "--var", "app=" + url] + flags)
    }

    @Test func `an application passes in the vendor's order although it fails in another one`() async throws {
        try await withApplication(.lastOneWins) { url in
            let finished = try await Self.run(of: url)
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            #expect(!finished.output.contains("orders of arrival"))
        }
    }

    @Test func `the first order that breaks an expectation is named, and can be run again`() async throws {
        try await withApplication(.lastOneWins) { url in
            let finished = try await Self.run("--interleavings", of: url)
            #expect(finished.status == 1, "\(finished.output)\(finished.errors)")
            #expect(finished.output.contains("✗ the application shows the message as delivered"))
            #expect(finished.output.contains(/app\.yaml:27:\d+: \/body\/status must be `delivered`/))
            #expect(finished.output.contains("- \"delivered\"\n"))
            #expect(finished.output.contains("+ \"sent\"\n"))
            let order = "`message.sent`, then `message.status delivered`, then `message.status sent`"
            let place = "the order of arrival in step 2 (WhatsApp reports two statuses) was: "
            let line = try #require(finished.lines.first { $0.contains(place) })
            #expect(line.contains(/app\.yaml:22:\d+: the order/))
            #expect(line.hasSuffix("\(place)\(order); run it again with --seed 7 --order 2:1,3,2"))
            #expect(finished.output.contains("orders of arrival: 2 tested, and the last one has failed"))

            let again = try await Self.run("--seed", "7", "--order", "2:1,3,2", of: url)
            #expect(again.status == 1, "\(again.output)\(again.errors)")
            #expect(again.output.contains("\(place)\(order)"))
            let other = try await Self.run("--seed", "7", "--order", "2:2,1,3", of: url)
            #expect(other.status == 0, "\(other.output)\(other.errors)")
        }
    }

    @Test func `an application without the mistake passes in all orders`() async throws {
        try await withApplication(.furthestOneWins) { url in
            let finished = try await Self.run("--interleavings", of: url)
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            #expect(finished.output.contains("orders of arrival: 6 tested\n"))
        }
    }

    @Test func `with fewer orders than there are, the report says how many were left out`() async throws {
        try await withApplication(.furthestOneWins) { url in
            let finished = try await Self.run("--interleavings=4", "--format", "json", of: url)
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            let report = try JSONValue(parsing: finished.output)
            #expect(report["files"]?[0]?["orders"] == ["tested": 4, "possible": 6, "untested": []])
        }
    }

    @Test func `the response of a request is put in order with its webhooks`() async throws {
        let finished = try await runTest(["a.yaml": Self.created], ["--interleavings"])
        #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
        #expect(finished.output.contains("orders of arrival: 2 tested\n"))
        let late = try await runTest(["a.yaml": Self.created], ["--order", "1:2,1"])
        #expect(late.status == 0, "\(late.output)\(late.errors)")
        let wrong = try await runTest(["a.yaml": Self.created], ["--order", "1:3,1,2"])
        #expect(wrong.status == 2)
        let names = "1 is the response, 2 is `customer.created`"
        #expect(wrong.errors == "error: --order 1:3,1,2: step 1 has 2 things to put in order (\(names))\n")
    }

    @Test func `a file whose steps cause nothing to put in order is run once`() async throws {
        let finished = try await runTest(["a.yaml": StepFiles.requests], ["--interleavings"])
        #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
        let line = "orders of arrival: no step causes several things that can arrive in another order"
        #expect(finished.output.contains(line))
    }

    @Test(
        arguments: [
            (["--interleavings=0"], 64, "--interleavings must be at least 1"),
            (["--interleavings", "--order", "1:1"], 64, "--order cannot be used with --interleavings"),
            (["--order", "1:1,3"], 64, "--order"),
            (["--order", "9:1,2"], 2, "--order 9:1,2: "),
            (["--order", "2:1,2"], 2, "--order 2:1,2: step 2 has 1 thing to put in order (1 is the response)"),
        ] as [([String], Int, String)]
    )
    func `an order that cannot be run is refused`(flags: [String], status: Int, message: String) async throws {
        let finished = try await runTest(["a.yaml": StepFiles.requests], flags)
        #expect(finished.status == status, "\(finished.output)\(finished.errors)")
        #expect(finished.errors.contains(message), "\(finished.errors)")
    }

    @Test func `on another emulator, each order has a sandbox of its own`() async throws {
        try await withApplication(.furthestOneWins) { url in
            let file = Self.created.replacing("https://receiver.invalid", with: url)
            try await withMock { mock in
                let finished = try await runTest(["a.yaml": file], ["--target", mock.url, "--interleavings"])
                #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
                #expect(finished.output.contains("orders of arrival: 2 tested\n"), "\(finished.output)")
                #expect(try await mock.root.get("/__admin/sandboxes").data.array?.isEmpty == true)
            }
        }
    }
}
