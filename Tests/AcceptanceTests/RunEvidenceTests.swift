import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@testable import EmulatorCommands

/// Whether a run has met its requirements, and the sentence if it has not.
@Suite struct RunEvidenceTests {
    private static func judge(_ emulator: Emulator, _ subject: Requirement.Subject) -> RequirementResult {
        let evidence = RunEvidence(emulator.application.registry, of: emulator.contract)
        return evidence.judge(Requirement(subject: subject, option: "--option"))
    }

    /// Adds a fault rule to all sandboxes.
    private static func add(_ rule: JSONValue, to emulator: Emulator) throws {
        let answer = try emulator.control().post("/__admin/faults", rule)
        try #require(answer.status == 201, "\(answer.json)")
    }

    private static func createCustomers(_ count: Int, in emulator: Emulator, key: String = "kdv_test_a") throws {
        for _ in 0..<count { _ = try emulator.client(key).post("/customers", ["name": "Acme"]) }
    }

    // MARK: Operations

    @Test func `an operation is met by responses in all sandboxes and before resets`() async throws {
        try await withEmulator { emulator in
            try Self.createCustomers(1, in: emulator)
            _ = try emulator.control().post("/__admin/reset")
            try Self.createCustomers(1, in: emulator, key: "kdv_test_b")
            let met = Self.judge(emulator, .operation("createCustomer", count: 2))
            #expect(met.verdict == .met)
            #expect(met.seen == 2)
            #expect(met.message == nil)
            let unmet = Self.judge(emulator, .operation("createCustomer", count: 3))
            #expect(unmet.verdict == .notMet)
            #expect(unmet.exitStatus == .neverMet)
            #expect(unmet.message == "createCustomer was required 3 times, but it has answered only 2 requests")
        }
    }

    @Test func `an operation is met by a 4xx response`() async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.client().post("/customers", [:]).status == 400)
            #expect(try emulator.client().get("/customers/cus_unknown").status == 404)
            for operation in ["createCustomer", "getCustomer"] {
                #expect(Self.judge(emulator, .operation(operation, count: 1)).verdict == .met)
            }
        }
    }

    @Test func `an operation is not met by a request without a valid key`() async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.client(nil).post("/customers", ["name": "A"]).status == 401)
            #expect(
                Self.judge(emulator, .operation("createCustomer", count: 1)).message
                    == "createCustomer was required once, but it has answered no request; 1 request was refused with 401 "
                    + "because of the key"
            )
        }
    }

    @Test(arguments: ["before_commit", "after_commit"])
    func `an operation is not met by responses of fault rules`(phase: String) async throws {
        try await withEmulator { emulator in
            let then: JSONValue = ["error": "internal_error"]
            try Self.add(["on": ["operation": "createCustomer"], "phase": .string(phase), "then": then], to: emulator)
            try Self.createCustomers(2, in: emulator)
            let result = Self.judge(emulator, .operation("createCustomer", count: 1))
            #expect(result.verdict == .notMet)
            #expect(result.seen == 0)
            #expect(
                result.message
                    == "createCustomer was required once, but it has answered no request; 2 requests were answered by "
                    + "fault rules"
            )
        }
    }

    @Test func `an operation is met by a response that a fault rule only delays`() async throws {
        try await withEmulator { emulator in
            try Self.add(["on": ["operation": "getMe"], "then": ["delay": "1ms"]], to: emulator)
            let reply = emulator.client().begin(.GET, "/me")
            guard case .later(let pending) = reply.content else { throw TestFailure("the response is not delayed") }
            pending.expire()
            let answer = try await emulator.client().answer(to: reply, of: "/me", method: .GET)
            #expect(answer.status == 200)
            #expect(Self.judge(emulator, .operation("getMe", count: 1)).verdict == .met)
        }
    }

    @Test func `an operation is not met if its connection breaks or its sandbox was evicted`() async throws {
        try await withEmulator({ $0.maximumSandboxes = 1 }) { emulator in
            try Self.add(["on": ["operation": "getMe"], "then": ["connection": "reset"], "times": 1], to: emulator)
            #expect(throws: TestFailure.self) { try emulator.client("kdv_test_a").get("/me") }
            emulator.clock.advance(by: .seconds(1))
            _ = try emulator.client("kdv_test_b").get("/customers")
            #expect(try emulator.client("kdv_test_a").get("/me").status == 410)
            #expect(
                Self.judge(emulator, .operation("getMe", count: 2)).message
                    == "getMe was required 2 times, but it has answered no request; 1 request was left without a response; "
                    + "1 request was refused by the emulator itself (X-Mock-Error)"
            )
        }
    }

    // MARK: Events and deliveries

    @Test func `an event is met by a change, and not by a trigger`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.control("kdv_test_a").post("/__admin/webhooks/trigger", ["event": "customer.created"])
            #expect(
                Self.judge(emulator, .event("customer.created", count: 1)).message
                    == "the event customer.created was required once, but no change has caused it; it was triggered once"
            )
            try Self.createCustomers(1, in: emulator)
            #expect(Self.judge(emulator, .event("customer.created", count: 1)).verdict == .met)
            #expect(
                Self.judge(emulator, .event("customer.created", count: 2)).message
                    == "the event customer.created was required 2 times, but changes have caused it only once; it was "
                    + "triggered once"
            )
        }
    }

    @Test func `a delivery is met by a receiver that answers it with a 2xx status`() async throws {
        let receiver = WebhookReceiver { _ in .answer(500) }
        try await withEmulator(transport: receiver) { emulator in
            #expect(
                Self.judge(emulator, .delivery("customer.created", count: 1)).message
                    == "a delivery of customer.created was required once, but none was answered with a 2xx status; "
                    + "there was no attempt"
            )
            let subscription: JSONValue = ["url": "https://platform.example.com/hook", "events": ["customer.created"]]
            #expect(try emulator.client().post("/webhook_subscriptions", subscription).status == 201)
            try Self.createCustomers(2, in: emulator)
            try await Self.settle(emulator)
            #expect(
                Self.judge(emulator, .delivery("customer.created", count: 1)).message
                    == "a delivery of customer.created was required once, but none was answered with a 2xx status; "
                    + "the attempts ended with 2 × 500"
            )
            receiver.react { _ in .answer(202) }
            try Self.createCustomers(1, in: emulator)
            try await Self.settle(emulator)
            #expect(Self.judge(emulator, .delivery("customer.created", count: 1)).verdict == .met)
            #expect(
                Self.judge(emulator, .delivery("customer.created", count: 2)).message
                    == "a delivery of customer.created was required 2 times, but only 1 was answered with a 2xx status; "
                    + "the attempts ended with 2 × 500 and 1 × 202"
            )
        }
    }

    @Test func `a delivery is not met by an attempt that a fault rule has changed`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            let subscription: JSONValue = ["url": "https://platform.example.com/hook", "events": ["customer.created"]]
            #expect(try emulator.client().post("/webhook_subscriptions", subscription).status == 201)
            try Self.add(["on": ["event": "customer.created"], "then": ["signature": "wrong"]], to: emulator)
            try Self.createCustomers(1, in: emulator)
            try await Self.settle(emulator)
            #expect(
                Self.judge(emulator, .delivery("customer.created", count: 1)).message
                    == "a delivery of customer.created was required once, but none was answered with a 2xx status; "
                    + "1 attempt was changed or dropped by fault rules"
            )
        }
    }

    @Test func `a delivery is met by a triggered event, which does not meet the event`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            let subscription: JSONValue = ["url": "https://platform.example.com/hook", "events": ["customer.created"]]
            #expect(try emulator.client().post("/webhook_subscriptions", subscription).status == 201)
            let trigger: JSONValue = ["event": "customer.created"]
            #expect(try emulator.control("kdv_test_a").post("/__admin/webhooks/trigger", trigger).status == 201)
            try await Self.settle(emulator)
            #expect(Self.judge(emulator, .delivery("customer.created", count: 1)).verdict == .met)
            #expect(Self.judge(emulator, .event("customer.created", count: 1)).verdict == .notMet)
        }
    }

    @Test func `a delivery is met once, although its replays are accepted as well`() async throws {
        try await withEmulator(transport: WebhookReceiver()) { emulator in
            let subscription: JSONValue = ["url": "https://platform.example.com/hook", "events": ["customer.created"]]
            #expect(try emulator.client().post("/webhook_subscriptions", subscription).status == 201)
            try Self.createCustomers(1, in: emulator)
            try await Self.settle(emulator)
            let deliveries = try emulator.control("kdv_test_a").get("/__admin/webhooks/deliveries").data
            let id = try #require(deliveries[0]?["id"]?.string)
            let replay = "/__admin/webhooks/deliveries/\(id)/replay"
            #expect(try emulator.control("kdv_test_a").post(replay).status == 201)
            try await Self.settle(emulator)
            #expect(Self.judge(emulator, .delivery("customer.created", count: 1)).verdict == .met)
            #expect(
                Self.judge(emulator, .delivery("customer.created", count: 2)).message
                    == "a delivery of customer.created was required 2 times, but only 1 was answered with a 2xx status; "
                    + "the attempts ended with 2 × 200; a replay counts only with its delivery"
            )
        }
    }

    private static func settle(_ emulator: Emulator) async throws {
        _ = try await emulator.control("kdv_test_a").postLater("/__admin/clock/advance", ["by": "0s"])
    }

    // MARK: The whole run

    @Test func `an unmatched request is named with the operation that it was probably meant for`() async throws {
        try await withEmulator { emulator in
            #expect(Self.judge(emulator, .noUnmatched).verdict == .met)
            for _ in 0..<2 { _ = try emulator.client().get("/mee") }
            let result = Self.judge(emulator, .noUnmatched)
            #expect(result.exitStatus == .failed)
            #expect(result.seen == 2)
            #expect(
                result.message == "2 requests matched no operation: no operation GET /v1/mee; did you mean GET /v1/me?"
            )
        }
    }

    @Test func `the coverage is the share of the operations that have answered`() async throws {
        try await withEmulator { emulator in
            _ = try emulator.client().get("/me")
            let count = emulator.contract.operations.count
            let percent = 100 / Double(count)
            #expect(Self.judge(emulator, .coverage(percent)).verdict == .met)
            let result = Self.judge(emulator, .coverage(50))
            #expect(result.exitStatus == .failed)
            let shown = RequirementText.number(percent)
            #expect(
                result.message == "1 of \(count) operations have answered (\(shown) %), but 50 % were required"
            )
        }
    }

    @Test func `it cannot be told whether a requirement was met after counts were deleted`() async throws {
        try await withEmulator { emulator in
            try Self.createCustomers(2, in: emulator)
            _ = try emulator.control().delete("/__admin/coverage")
            try Self.createCustomers(1, in: emulator)
            #expect(Self.judge(emulator, .operation("createCustomer", count: 1)).verdict == .met)
            let result = Self.judge(emulator, .operation("createCustomer", count: 2))
            #expect(result.verdict == .unknown)
            #expect(result.exitStatus == .cannotBeTold)
            #expect(
                result.message
                    == "it cannot be told whether --option is met, because DELETE /__admin/coverage has deleted counts "
                    + "during the run; the other counts say that createCustomer was required 2 times, but it has "
                    + "answered only 1 request"
            )
            for subject in [.event("customer.created", count: 2), .coverage(100)] as [Requirement.Subject] {
                #expect(Self.judge(emulator, subject).verdict == .unknown)
            }
            #expect(Self.judge(emulator, .delivery("customer.created", count: 1)).verdict == .notMet)
        }
    }

    @Test func `the status is that of the command, then that of the most certain failure`() async throws {
        let requirement = Requirement(subject: .operation("getMe", count: 1), option: "")
        let unmet = RequirementResult(requirement: requirement, seen: 0, verdict: .notMet, message: "")
        let unknown = RequirementResult(requirement: requirement, seen: 0, verdict: .unknown, message: "")
        let met = RequirementResult(requirement: requirement, seen: 1, verdict: .met, message: nil)
        let low = RequirementResult(
            requirement: Requirement(subject: .coverage(50), option: ""),
            seen: 0,
            verdict: .notMet,
            message: ""
        )
        #expect(ExecStatus.of(command: 3, [unmet]) == 3)
        #expect(ExecStatus.of(command: 0, [low, unknown, unmet]) == 20)
        #expect(ExecStatus.of(command: 0, [low, unknown]) == 21)
        #expect(ExecStatus.of(command: 0, [low, met]) == 1)
        #expect(ExecStatus.of(command: 0, [met]) == 0)
        #expect(ExecStatus.of(command: 0, []) == 0)
    }
}
