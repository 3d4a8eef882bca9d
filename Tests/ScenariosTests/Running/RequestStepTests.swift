import Documents
import Domain
import OrderedCollections
import Testing

@testable import Scenarios

/// The requests that steps send, and what is checked of the responses.
@Suite struct RequestStepTests {
    // MARK: Requests

    @Test func `a request has the method and path of its operation, with encoded parameters and a query`() async throws
    {
        let driver = FakeDriver()
        let report = try await run(
            """
              - request: { operation: getCustomer, path: { id: "a/b c" } }
              - request: { operation: listCustomers, query: { limit: 5, status: active } }
            """,
            on: driver
        )
        #expect(report.failures.map(\.message) == [])
        #expect(driver.requests.map(\.method) == ["GET", "GET"])
        #expect(driver.requests.map(\.target) == ["/v1/customers/a%2Fb%20c", "/v1/customers?limit=5&status=active"])
        #expect(driver.requests[0].headers == [HeaderField(name: "Authorization", value: "Bearer kdv_test_run")])
        #expect(report.steps.flatMap(\.exchanges).map(\.operation) == ["getCustomer", "listCustomers"])
    }

    @Test func `a body is sent as JSON, a raw body as it is, and headers replace those that are usual`() async throws {
        let driver = FakeDriver { request throws(DriverError) in try FakeDriver.sample(for: request, status: 400) }
        let report = try await run(
            """
              - request: { operation: createCustomer, body: { name: A } }
                expect: { status: 400 }
              - request: { operation: createCustomer, raw_body: "{", headers: { Content-Type: text/plain, X-A: 1 } }
                expect: { status: 400 }
              - request: { operation: createCustomer, body: {}, headers: { content-type: a/b }, api_key: null }
                expect: { status: 400 }
              - request: { operation: createCustomer, body: {}, api_key: kdv_test_other }
                expect: { status: 400 }
            """,
            on: driver
        )
        #expect(report.failures.map(\.message) == [])
        let requests = driver.requests
        try #require(requests.count == 4)
        #expect(requests[0].json == ["name": "A"])
        #expect(requests[0].header("Content-Type") == "application/json")
        #expect(requests[1].body == Array("{".utf8))
        #expect(requests[1].header("Content-Type") == "text/plain")
        #expect(requests[1].header("X-A") == "1")
        #expect(requests[2].headers == [HeaderField(name: "content-type", value: "a/b")])
        #expect(requests[3].header("Authorization") == "Bearer kdv_test_other")
    }

    @Test func `a path is below the base path, and an absolute URL gets no key`() async throws {
        let driver = FakeDriver { _ in .json(404, [:]) }
        _ = try await run(
            """
              - request: { method: get, url: /nowhere }
                expect: { status: 404 }
            """,
            on: driver
        )
        _ = try await run(
            """
              - request: { method: GET, url: "http://other.example/hook?a=1" }
                expect: { status: 404 }
            """,
            on: driver
        )
        #expect(driver.requests.map(\.target) == ["/v1/nowhere", "http://other.example/hook?a=1"])
        #expect(driver.requests[1].headers == [])
    }

    // MARK: Variables

    @Test func `saved values keep their type, and a value of a variable replaces the default`() async throws {
        let driver = FakeDriver { _ in .json(200, ["data": ["n": 5, "id": "x"]]).with("X-Token", "t") }
        let report = try await run(
            """
              - request: { method: GET, url: "/${place}" }
                save: { count: /data/n, token: { header: x-token } }
              - request: { method: POST, url: /b, body: { count: "${count}", text: "${count}-${token}" } }
            """,
            before: "variables: { place: here }\n",
            on: driver
        ) { $0.variables = ["place": "there"] }
        #expect(report.failures.map(\.message) == [])
        #expect(driver.requests[0].target == "/v1/there")
        #expect(driver.requests[1].json == ["count": 5, "text": "5-t"])
    }

    @Test func `a value that the response does not have cannot be saved`() async throws {
        let driver = FakeDriver { _ in .json(200, ["data": [:]]) }
        let report = try await run(
            """
              - request: { method: GET, url: /a }
                save: { id: /data/id }
            """,
            on: driver
        )
        let failure = try #require(report.failures.first)
        #expect(failure.message == "the response has no /body/data/id to save")
        #expect(failure.location.line == 4)
        #expect(failure.pointer == JSONPointer(["body", "data", "id"]))
    }

    // MARK: Expectations

    @Test func `a connection that is cut can be expected`() async throws {
        let driver = FakeDriver { _ throws(DriverError) in throw .cut }
        let report = try await run(
            """
              - request: { operation: getMe }
                expect: { connection: cut }
            """,
            on: driver
        )
        #expect(report.hasPassed)
        #expect(report.steps.flatMap(\.exchanges).map(\.response?.status) == [nil])
    }

    @Test func `a complete response breaks the expectation that the connection is cut`() async throws {
        let report = try await run(
            """
              - request: { operation: getMe }
                expect: { connection: cut }
            """,
            on: FakeDriver()
        )
        let failure = try #require(report.failures.first)
        #expect(failure.message == "there is a complete response with the status 200, but the connection must be cut")
        #expect(failure.location.line == 4)
    }

    @Test(
        arguments: [
            ("", 404, "the status is 404 (not_found, Gone.), not 2xx", 3),
            ("    expect: { status: 200 }", 404, "the status is 404 (not_found, Gone.), not 200", 4),
            ("    expect: { error: rate_limit_exceeded }", 404, "the error is not_found, not rate_limit_exceeded", 4),
        ]
    )
    func `an unexpected status or error is reported with the problem and its place`(
        expectation: String,
        status: Int,
        message: String,
        line: Int
    ) async throws {
        let driver = FakeDriver { _ in .json(status, ["error": ["code": "not_found", "message": "Gone."]]) }
        let report = try await run("  - request: { method: GET, url: /a }\n\(expectation)", on: driver)
        let failure = try #require(report.failures.first)
        #expect(report.failures.count == 1)
        #expect(failure.message == message)
        #expect(failure.location.line == line)
    }

    @Test func `each mismatch in the body and the headers has its pointer and the place of the expectation`()
        async throws
    {
        let driver = FakeDriver { _ in .json(200, ["data": ["status": "pending", "list": [1, 2]]]).with("X-N", "3") }
        let report = try await run(
            """
              - request: { method: GET, url: /a }
                expect:
                  headers: { x-n: 4 }
                  body:
                    data:
                      status: active
                      list: { $contains: 2 }
                      id: "/^cus_/"
            """,
            on: driver
        )
        let failures = report.failures
        #expect(failures.map(\.pointer?.description) == ["/headers/x-n", "/body/data/status", "/body/data/id"])
        #expect(failures.map(\.location.line) == [5, 8, 10])
        #expect(failures.map(\.actual) == ["3", "pending", nil])
        #expect(failures[1].expected == "active")
    }

    @Test func `a body that is not JSON is reported as a text`() async throws {
        let driver = FakeDriver { _ in StepExchange.Response(status: 200, headers: [], body: Array("oops".utf8)) }
        let report = try await run(
            """
              - request: { method: GET, url: /a }
                expect: { body: { data: [] } }
            """,
            on: driver
        )
        #expect(report.failures.map(\.message) == ["the body of the response is not JSON"])
        #expect(report.failures.first?.actual == "oops")
    }

    @Test func `a step without a response fails, and its request is in the report`() async throws {
        let driver = FakeDriver { _ throws(DriverError) in throw .cut }
        let report = try await run("  - request: { operation: listCustomers }\n", on: driver)
        #expect(report.failures.map(\.message) == ["the connection ended before the response was complete"])
        let exchange = try #require(report.steps.first?.exchanges.first)
        #expect(exchange.target == "/v1/customers")
        #expect(exchange.response == nil)
    }
}
