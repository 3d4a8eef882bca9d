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
