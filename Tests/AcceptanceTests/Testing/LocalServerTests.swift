import Documents
import Domain
import EmulatorServer
import EmulatorTesting
import NIOCore
import NIOPosix
import OrderedCollections
import Scenarios
import Testing

@testable import EmulatorCommands

/// An emulator in the same process, as the steps of a contract test see it.
@Suite struct LocalServerTests {
    private static let key = HeaderField(name: "Authorization", value: "Bearer kdv_test_a")

    /// Calls `body` with the server of an emulator that has these fault rules.
    private static func withServer(
        _ rules: JSONValue...,
        body: (LocalServer) async throws -> Void
    ) async throws {
        try await withEmulator { emulator in
            for rule in rules {
                let created = try emulator.control("kdv_test_a").post("/__admin/faults", rule)
                try #require(created.status == 201)
            }
            let eventLoop = MultiThreadedEventLoopGroup.singleton.any()
            try await body(LocalServer(emulator.application, on: eventLoop, faults: .performed))
        }
    }

    private static func request(
        _ method: String,
        _ target: String,
        body: [UInt8] = [],
        headers: [HeaderField] = [],
        timeout: TimeSpan = .minutes(1)
    ) -> DriverRequest {
        DriverRequest(method: method, target: target, headers: [key] + headers, body: body, timeout: timeout)
    }

    private static func rule(_ then: JSONValue) -> JSONValue {
        ["on": ["operation": "getMe"], "then": then]
    }

    @Test func `a delay takes its time`() async throws {
        try await Self.withServer(Self.rule(["delay": "60ms"])) { server in
            let start = ContinuousClock.now
            let response = try await server.send(Self.request("GET", "/v1/me")).get()
            #expect(response.status == 200)
            #expect(ContinuousClock.now - start >= .milliseconds(60))
        }
    }

    @Test(
        arguments: [
            ["truncate": ["after": 5]], ["truncate": ["in": "headers"]], ["connection": "reset"],
            ["connection": "close"],
        ] as [JSONValue]
    )
    func `a response that is cut is not received`(then: JSONValue) async throws {
        try await Self.withServer(Self.rule(then)) { server in
            await #expect(throws: DriverError.cut) { try await server.send(Self.request("GET", "/v1/me")).get() }
        }
    }

    @Test func `a response that drips is received in the end`() async throws {
        try await Self.withServer(Self.rule(["drip": ["chunk": 10, "every": "5s"]])) { server in
            let response = try await server.send(Self.request("GET", "/v1/me")).get()
            #expect(try JSONValue(parsing: response.body)["data"] != nil)
        }
    }

    @Test func `a request that gets no response ends after its time`() async throws {
        try await Self.withServer(Self.rule(["connection": "hang"])) { server in
            let request = Self.request("GET", "/v1/me", timeout: TimeSpan(milliseconds: 30))
            await #expect(throws: DriverError.timedOut) { try await server.send(request).get() }
        }
    }

    @Test func `a wait ends after its own time`() async throws {
        try await Self.withServer { server in
            let wait: JSONValue = ["event": ["type": "customer.created"], "timeout": "20ms"]
            let type = HeaderField(name: "Content-Type", value: "application/json")
            let request = Self.request("POST", "/__admin/wait", body: wait.serialized, headers: [type])
            let response = try await server.send(request).get()
            #expect(response.status == 408)
        }
    }

    @Test func `the body of a request has the limit and the codings of a connection`() async throws {
        try await Self.withServer { server in
            let large = [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20 + 1)
            let refused = try await server.send(Self.request("POST", "/v1/customers", body: large)).get()
            #expect(refused.status == 413)
            let coding = HeaderField(name: "Content-Encoding", value: "br")
            let coded = Self.request("POST", "/v1/customers", body: [1], headers: [coding])
            let unread = try await server.send(coded).get()
            #expect(unread.status == 415)
        }
    }

    @Test func `the response to HEAD has no body`() async throws {
        try await Self.withServer { server in
            let response = try await server.send(Self.request("HEAD", "/v1/me")).get()
            #expect(response.status == 200)
            #expect(response.body.isEmpty)
        }
    }
}
