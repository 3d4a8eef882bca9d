import Contract
import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

@testable import EmulatorServer

/// The curl commands of the page `/__admin/docs`.
@Suite struct ReferenceCommandTests {
    private static let origin = "http://localhost:8080"
    private static let operations = ReferenceDocument(ControlContract.document).groups.flatMap(\.operations)

    /// The operations whose response is a stream, or comes only after a time.
    private static let waiting: Set = ["streamEvents", "wait"]

    private static func command(of operation: ReferenceOperation, token: String? = nil) -> String {
        ReferenceCommands(origin: origin, key: usualKey, tokenHeader: token, acceptsCertificate: false)
            .text(for: operation)
    }

    @Test func `every command is a request of its operation that the emulator understands`() async throws {
        try #require(Self.operations.count == ContractLibrary.control.operations.count)
        try await withEmulator { emulator in
            _ = try emulator.client(usualKey).get("/me")
            for operation in Self.operations where !Self.waiting.contains(operation.id) {
                let request = try CurlRequest(Self.command(of: operation))
                let path = String(request.target.prefix { $0 != "?" })
                let match = ContractLibrary.control.routes.match(method: request.method, path: path)
                guard case .operation(let found, _) = match else {
                    Issue.record("\(operation.id): \(path) is no path")
                    continue
                }
                #expect(found.id == operation.id)
                guard request.body != "@-" else { continue }
                let answer = try await emulator.control().sendLater(
                    HTTPMethod(rawValue: request.method),
                    request.target,
                    body: Array(request.body.utf8),
                    headers: HTTPHeaders(request.headers)
                )
                // The ids are samples, so some of them are not found.
                #expect([200, 201, 302, 404, 409].contains(answer.status), "\(operation.id): \(answer.status)")
            }
        }
    }

    @Test func `a command with a placeholder has the name of the parameter in capitals`() throws {
        let operation = try #require(Self.operations.first { $0.id == "getDelivery" })
        #expect(try CurlRequest(Self.command(of: operation)).target == "/__admin/webhooks/deliveries/ID")
    }

    @Test func `a required body without an example is what GET responds with`() throws {
        let operation = try #require(Self.operations.first { $0.id == "replaceState" })
        let parts = Self.command(of: operation).split(separator: " | ").map(String.init)
        let source = try CurlRequest(try #require(parts.first))
        #expect(parts.count == 2 && source.method == "GET" && source.target == "/__admin/state")
    }

    @Test func `only commands that need the admin token have its header`() throws {
        for operation in Self.operations {
            let command = Self.command(of: operation, token: "X-Mock-Admin-Token")
            let isOpen = ["entry", "open"].contains(operation.access)
            #expect(command.contains("-H 'X-Mock-Admin-Token: TOKEN'") != isOpen, "\(operation.id)")
        }
    }

    @Test func `an apostrophe in a body stays one word`() throws {
        let operation = ReferenceOperation(
            method: "PUT",
            path: "/x",
            members: [:],
            parameters: [],
            body: ["content": ["application/json": ["example": ["name": "Ann's"]]]],
            responses: [:]
        )
        #expect(try CurlRequest(Self.command(of: operation)).body == #"{"name":"Ann's"}"#)
    }
}
