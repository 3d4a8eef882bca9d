import Contract
import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// What getCoverage counts, and what it leaves out.
@Suite struct CoverageCountTests {
    private static let nothing: JSONValue = ["operations": [:], "codes": [:], "events": [:]]

    /// The kinds of parts as `totals` names them.
    private static let kinds = ["operations", "statuses", "codes", "operation_codes", "injected_codes", "events"]

    private func add(_ rule: JSONValue, to emulator: Emulator) throws {
        let answer = try emulator.control(usualKey).post("/__admin/faults", rule)
        try #require(answer.status == 201, "\(answer.json)")
    }

    // MARK: Answers and events

    @Test func `answers count by operation, status and error code, and events by type`() async throws {
        try await withEmulator { emulator in
            for _ in 1...2 { _ = try emulator.createCustomer() }
            _ = try emulator.client().post("/customers", [:])
            _ = try emulator.client().get("/customers/cus_unknown")
            let coverage = try emulator.coverage()
            #expect(
                coverage["operations"] == [
                    "createCustomer": ["statuses": ["201": 2, "400": 1], "codes": ["missing_required_field": 1]],
                    "getCustomer": ["statuses": ["404": 1], "codes": ["resource_not_found": 1]],
                ]
            )
            #expect(coverage["codes"] == ["missing_required_field": 1, "resource_not_found": 1])
            #expect(coverage["events"] == ["customer.created": 2])
            #expect(coverage["injected"] == Self.nothing)
            #expect(Self.kinds.map(coverage.seen) == [2, 3, 2, 2, 0, 1])
            #expect(coverage["gaps"] == nil)
        }
    }

    @Test func `the totals are of all operations, statuses, error codes and events in the contract`() async throws {
        try await withEmulator { emulator throws in
            let coverage = try emulator.coverage()
            let operations = emulator.contract.operations
            let injectedOnly: Set = ["internal_error", "service_unavailable"]
            let statuses = operations.map { operation in
                operation.responses.count { status, response in
                    let isInjected = !response.errorCodes.isEmpty && injectedOnly.isSuperset(of: response.errorCodes)
                    return status != "default" && !isInjected
                }
            }
            let codes = operations.map {
                Set($0.responses.values.flatMap(\.errorCodes)).subtracting(injectedOnly).count
            }
            #expect(coverage.all("operations") == operations.count)
            #expect(coverage.all("statuses") == statuses.reduce(0, +))
            #expect(coverage.all("codes") == emulator.contract.errorCatalog.entries.count - injectedOnly.count)
            #expect(coverage.all("operation_codes") == codes.reduce(0, +))
            #expect(coverage.all("injected_codes") == injectedOnly.count)
            #expect(coverage.all("events") == emulator.contract.webhooks.count)
            #expect(Self.kinds.map(coverage.seen) == [0, 0, 0, 0, 0, 0])
        }
    }

    @Test func `an idempotent replay counts as an answer of its status, and its event counts once`() async throws {
        try await withEmulator { emulator in
            for _ in 1...3 {
                _ = try emulator.client().post("/customers", ["name": "A"], headers: ["Idempotency-Key": "k"])
            }
            let coverage = try emulator.coverage()
            #expect(coverage["operations"] == ["createCustomer": ["statuses": ["201": 3], "codes": [:]]])
            #expect(coverage["events"] == ["customer.created": 1])
        }
    }

    @Test func `an unknown path, a dashboard call and a control call count for no operation`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer(in: .archived)
            let before = try emulator.coverage(key: nil)["operations"]
            _ = try emulator.client().get("/nonsense")
            _ = try emulator.client().send(.PUT, "/customers")
            let restored = try emulator.control(usualKey).post("/api/customers/\(id)/restore")
            #expect(restored.status == 200)
            _ = try emulator.control(usualKey).get("/__admin/organization")
            #expect(try emulator.coverage(key: nil)["operations"] == before)
        }
    }

    @Test func `the error code of a request that matches no operation counts`() async throws {
        try await withEmulator { emulator in
            #expect(try emulator.client().send(.PUT, "/customers").status == 405)
            #expect(try emulator.client().get("/nonsense").status == 404)
            let coverage = try emulator.coverage()
            #expect(coverage["operations"] == [:])
            #expect(coverage["codes"] == ["method_not_allowed": 1, "resource_not_found": 1])
            #expect(Self.kinds.map(coverage.seen) == [0, 0, 2, 0, 0, 0])
            #expect(try emulator.gaps("code", key: usualKey)["method_not_allowed"] == nil)
        }
    }

    @Test func `an error of the emulator itself counts for no operation`() async throws {
        try await withEmulator({ $0.maximumSandboxes = 1 }) { emulator in
            _ = try emulator.client(usualKey).get("/me")
            emulator.clock.advance(by: .seconds(1))
            _ = try emulator.client(otherKey).get("/me")
            expectProblem(try emulator.client(usualKey).get("/me"), 410, "sandbox_evicted")
            let coverage = try emulator.coverage(key: nil)
            #expect(coverage["operations"] == ["getMe": ["statuses": ["200": 2], "codes": [:]]])
        }
    }

    // MARK: Faults

    @Test func `an answer that a fault rule gives instead of the handler is counted apart`() async throws {
        try await withEmulator { emulator in
            try add(["preset": "feature_not_entitled", "on": ["operation": "createCustomer"]], to: emulator)
            _ = try emulator.client().post("/customers", ["name": "A"])
            let coverage = try emulator.coverage()
            #expect(coverage["operations"] == [:])
            #expect(
                coverage["injected"] == [
                    "operations": [
                        "createCustomer": ["statuses": ["402": 1], "codes": ["feature_not_entitled": 1]]
                    ],
                    "codes": ["feature_not_entitled": 1],
                    "events": [:],
                ]
            )
            #expect(Self.kinds.map(coverage.seen) == [0, 0, 0, 0, 0, 0])
        }
    }

    @Test func `an error code that only a fault rule gives is seen when a rule gives it`() async throws {
        try await withEmulator { emulator in
            try add(["on": ["any": true], "then": ["error": "internal_error"], "times": 1], to: emulator)
            #expect(try emulator.client().get("/me").status == 500)
            let coverage = try emulator.coverage()
            #expect(coverage["totals"]?["injected_codes"] == ["seen": 1, "of": 2])
            #expect(Self.kinds.map(coverage.seen) == [0, 0, 0, 0, 1, 0])
            #expect(try emulator.gaps("injected_code", key: usualKey).keys.sorted() == ["service_unavailable"])
        }
    }

    @Test func `an answer that a fault rule gives after the handler is counted apart, its event is not`() async throws {
        try await withEmulator { emulator in
            let rule: JSONValue = [
                "on": ["operation": "createCustomer"], "phase": "after_commit", "then": ["error": "internal_error"],
            ]
            try add(rule, to: emulator)
            #expect(try emulator.client().post("/customers", ["name": "A"]).status == 500)
            let coverage = try emulator.coverage()
            #expect(coverage["operations"] == [:])
            #expect(coverage["events"] == ["customer.created": 1])
            let injected = coverage["injected"]?["operations"]?["createCustomer"]
            #expect(injected == ["statuses": ["500": 1], "codes": ["internal_error": 1]])
        }
    }

    @Test func `a request whose connection a fault rule cuts counts nowhere`() async throws {
        try await withEmulator { emulator in
            try add(["on": ["operation": "getMe"], "then": ["connection": "reset"], "times": 1], to: emulator)
            #expect(throws: TestFailure.self) { try emulator.client().get("/me") }
            let coverage = try emulator.coverage()
            #expect(coverage["operations"] == [:])
            #expect(coverage["injected"] == Self.nothing)
        }
    }

    @Test func `a triggered event is counted apart`() async throws {
        try await withEmulator { emulator in
            try emulator.trigger("customer.onboarded")
            let coverage = try emulator.coverage()
            #expect(coverage["events"] == [:])
            #expect(coverage["injected"] == ["operations": [:], "codes": [:], "events": ["customer.onboarded": 1]])
            #expect(coverage.seen("events") == 0)
        }
    }
}
