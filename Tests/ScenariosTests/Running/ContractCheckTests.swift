import Documents
import Domain
import Testing

@testable import Scenarios

/// Responses that break the contract.
@Suite struct ContractCheckTests {
    private static let step = "  - request: { operation: listCustomers }\n"

    /// A sample without the member `data`, and with more headers.
    private static func broken(_ request: DriverRequest) throws(DriverError) -> StepExchange.Response {
        let sample = try FakeDriver.sample(for: request)
        return StepExchange.Response(status: 200, headers: sample.headers, body: Array(#"{"request_id":"req_1"}"#.utf8))
    }

    @Test func `a response that breaks the contract fails the step`() async throws {
        let driver = FakeDriver { request throws(DriverError) in try Self.broken(request) }
        let report = try await run(Self.step, on: driver)
        #expect(!report.hasPassed)
        #expect(report.failures.allSatisfy { $0.message.hasPrefix("the response breaks the contract: body") })
        #expect(report.failures.contains { $0.pointer == JSONPointer(["body", "data"]) })
        #expect(driver.requests.count == 1)
    }

    /// The second step needs what the first one saves.
    private static let saving = """
          - request: { operation: listCustomers }
            save: { request: /request_id }
          - request: { operation: getCustomer, path: { id: "${request}" } }
        """

    @Test func `a response of another server that only breaks the contract does not end the file`() async throws {
        let driver = FakeDriver(isEmulator: false) { request throws(DriverError) in
            let isFirst = request.target.hasSuffix("/customers")
            return isFirst ? try Self.broken(request) : try FakeDriver.sample(for: request)
        }
        let report = try await run(Self.saving, on: driver)
        #expect(report.hasFailed)
        #expect(report.steps.map { $0.failures.isEmpty } == [false, true])
        #expect(report.steps.map(\.reason) == [nil, nil])
        #expect(driver.requests.last?.target == "/v1/customers/req_1")
    }

    @Test func `a response that breaks the contract ends the file if it comes from an emulator`() async throws {
        let driver = FakeDriver { request throws(DriverError) in try Self.broken(request) }
        #expect(try await run(Self.saving, on: driver).steps.last?.reason == "an earlier step failed")
    }

    @Test func `a response of another server that is not as expected ends the file`() async throws {
        let driver = FakeDriver(isEmulator: false) { request throws(DriverError) in try Self.broken(request) }
        for line in ["    expect: { status: 201 }\n", "    save: { data: /data }\n"] {
            let steps = "  - request: { operation: listCustomers }\n\(line)  - request: { operation: getMe }\n"
            #expect(try await run(steps, on: driver).steps.last?.reason == "an earlier step failed")
        }
    }

    @Test(
        arguments: [
            (["malformed": true], true), (["truncate": ["after": 5]], true), (["drip": ["chunk": 1]], true),
            (["respond": ["status": 200, "unchecked": true]], true), (["error": "internal_error"], false),
            (["respond": ["status": 200, "unchecked": false]], false),
        ] as [(JSONValue, Bool)]
    )
    func `a response may break the contract if its fault rule breaks responses on purpose`(
        then: JSONValue,
        isAllowed: Bool
    ) async throws {
        let driver = FakeDriver { request throws(DriverError) in
            guard request.target != "/__admin/faults/my%20rule" else { return .json(200, ["then": then]) }
            return try Self.broken(request).with("X-Mock-Fault", "my rule")
        }
        let report = try await run(Self.step, on: driver)
        #expect(report.hasPassed == isAllowed)
        #expect(report.steps.first?.exchanges.count == 1)
    }

    @Test func `errors of the emulator itself are not in the contract`() async throws {
        let answer = StepExchange.Response.json(410, ["detail": "Evicted."])
        let driver = FakeDriver { _ in answer.with("X-Mock-Error", "sandbox_evicted") }
        let report = try await run(Self.step, on: driver)
        #expect(report.failures.map(\.message) == ["the status is 410 (Evicted.), not 2xx"])
        let foreign = FakeDriver(isEmulator: false) { _ in answer.with("X-Mock-Error", "sandbox_evicted") }
        #expect(try await run(Self.step, on: foreign).failures.count > 1)
    }

    @Test func `the response to a HEAD request has no body to validate`() async throws {
        let driver = FakeDriver { request throws(DriverError) in
            let sample = try FakeDriver.sample(for: request)
            return StepExchange.Response(status: sample.status, headers: sample.headers, body: [])
        }
        #expect(try await run("  - request: { method: HEAD, url: /customers }\n", on: driver).hasPassed)
    }
}
