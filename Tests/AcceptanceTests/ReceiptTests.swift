import Contract
import Documents
import Domain
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import OrderedCollections
import Testing

@testable import EmulatorCommands

/// What a receipt contains, and whether it is as its schema says.
@Suite struct ReceiptTests {
    private static func receipt(
        of emulator: Emulator,
        _ ending: CommandEnding = .exited(0),
        _ subjects: [Requirement.Subject] = []
    ) throws -> JSONValue {
        let evidence = RunEvidence(emulator.application.registry, of: emulator.contract)
        let results = subjects.map { evidence.judge(Requirement(subject: $0, option: "--option")) }
        let receipt = Receipt(
            contract: try ContractLibrary.loaded.get(),
            baseline: emulator.application.registry.baseline,
            startedAt: emulator.clock.now,
            endedAt: emulator.clock.now,
            arguments: ["curl", "-H", "Authorization: Bearer kdv_test_abcdefgh"],
            ending: ending,
            exitStatus: ExecStatus.of(command: ending.exitStatus, results),
            results: results,
            evidence: evidence
        )
        #expect(SchemaValidator(ReceiptSchema.document).violations(of: receipt.json) == [])
        return receipt.json
    }

    @Test func `the receipt of a run in which nothing happened has all members`() async throws {
        try await withEmulator { emulator in
            let receipt = try Self.receipt(of: emulator)
            #expect(receipt["versions"] == ["emulator": .string(EmulatorVersion.current), "contract": "1.0.0"])
            #expect(receipt["contract_digest"]?.string?.count == 64)
            #expect(receipt["scenario"] == ["name": "default", "digest": .null])
            #expect(receipt["seed"] == 42)
            #expect(
                receipt["command"] == [
                    "arguments": ["curl", "-H", "Authorization: Bearer kdv_test_****efgh"], "exit_status": 0,
                    "signal": .null, "error": .null,
                ]
            )
            #expect(receipt["exit_status"] == 0)
            for list in ["requirements", "faults"] { #expect(receipt[list] == []) }
            #expect(receipt["unmatched"] == ["total": 0, "requests": []])
            #expect(receipt["totals"]?["operations"]?["seen"] == 0)
        }
    }

    @Test func `the receipt names the digest of the scenario's text`() async throws {
        try await withEmulator(scenario: "connected") { emulator in
            let receipt = try Self.receipt(of: emulator)
            #expect(receipt["scenario"]?["name"] == "connected")
            #expect(receipt["scenario"]?["digest"]?.string?.count == 64)
        }
    }

    @Test func `the receipt counts responses, events, attempts, faults and unmatched requests`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            let client = emulator.client()
            let subscription: JSONValue = ["url": "https://platform.example.com/hook", "events": ["customer.created"]]
            #expect(try client.post("/webhook_subscriptions", subscription).status == 201)
            let rule: JSONValue = [
                "id": "busy", "on": ["operation": "createCustomer"], "then": ["error": "service_unavailable"],
                "times": 1,
            ]
            #expect(try emulator.control("kdv_test_a").post("/__admin/faults", rule).status == 201)
            for _ in 0..<2 { _ = try client.post("/customers", ["name": "Acme"]) }
            _ = try await emulator.control("kdv_test_a").postLater("/__admin/clock/advance", ["by": "0s"])
            _ = try await emulator.control("kdv_test_a").postLater("/__admin/reset")
            _ = try client.get("/mee")
            let receipt = try Self.receipt(of: emulator)
            #expect(
                receipt["operations"]?["createCustomer"] == ["statuses": ["201": 1], "codes": [:]]
            )
            #expect(receipt["events"] == ["customer.created": 1])
            #expect(
                receipt["injected"]?["operations"] == [
                    "createCustomer": ["statuses": ["503": 1], "codes": ["service_unavailable": 1]]
                ]
            )
            #expect(receipt["codes"] == ["resource_not_found": 1])
            #expect(receipt["totals"]?["injected_codes"] == ["seen": 1, "of": 2])
            #expect(
                receipt["deliveries"] == ["customer.created": ["accepted": 1, "answers": ["200": 1], "injected": [:]]]
            )
            #expect(
                receipt["faults"] == [
                    ["id": "busy", "matched": 2, "fired": 1, "absorbed": 1, "not_repeated": 0]
                ]
            )
            #expect(receipt["unmatched"]?["total"] == 1)
            let unmatched = receipt["unmatched"]?["requests"]?[0]
            #expect(["method", "path", "count"].map { unmatched?[$0] } == ["GET", "/v1/mee", 1])
            #expect(unmatched?["near"]?[0] == "no operation GET /v1/mee; did you mean GET /v1/me?")
        }
    }

    @Test func `the receipt says of each requirement whether it was met`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            let subjects: [Requirement.Subject] = [
                .operation("getMe", count: 1), .event("customer.created", count: 2),
                .delivery("customer.created", count: 1), .noUnmatched, .coverage(100),
            ]
            let receipt = try Self.receipt(of: emulator, .exited(0), subjects)
            #expect(receipt["exit_status"] == 20)
            let rows = try #require(receipt["requirements"]?.array)
            #expect(rows.map { $0["kind"] } == ["operation", "event", "delivery", "unmatched", "coverage"])
            #expect(rows.map { $0["result"] } == ["met", "not_met", "not_met", "met", "not_met"])
            #expect(rows.map { $0["name"] } == ["getMe", "customer.created", "customer.created", .null, .null])
            #expect(rows[0]["message"] == .null)
            #expect(rows[4]["message"]?.string?.hasSuffix("but 100 % were required") == true)
        }
    }

    @Test(
        arguments: [
            (.signaled(9), 137, 9, nil), (.notFound("there is no command `x`"), 127, nil, "there is no command `x`"),
            (.notExecutable("no"), 126, nil, "no"), (.exited(3), 3, nil, nil),
            (
                .notStarted(ReceivedSignal(number: 2, isFromKernel: true)), 130, nil,
                "SIGINT came before the command was started"
            ),
        ] as [(CommandEnding, Int, Int?, String?)]
    )
    func `the receipt says how the command ended`(
        ending: CommandEnding,
        status: Int,
        signal: Int?,
        error: String?
    ) async throws {
        try await withEmulator { emulator in
            let receipt = try Self.receipt(of: emulator, ending)
            let command = receipt["command"]
            #expect(command?["exit_status"]?.integer == status)
            #expect(command?["signal"]?.integer == signal)
            #expect(command?["error"]?.string == error)
            #expect(receipt["exit_status"]?.integer == status)
        }
    }
}
