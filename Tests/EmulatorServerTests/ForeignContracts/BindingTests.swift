import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// The operations of another contract that our handlers answer.
@Suite struct BindingTests {
    /// A contract with one operation, whose security asks for a bearer key by default.
    private static func contract(
        _ id: String,
        _ method: String,
        _ path: String,
        security: String = "[{ key: [] }]",
        more: String = ""
    ) -> String {
        let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
        let parameters = names.map { "{ name: \($0), in: path, required: true, schema: { type: string } }" }
        return ForeignContract.header + """
            security: \(security)
            paths:
              \(path):
                \(method):
                  operationId: \(id)
                  parameters: [\(parameters.joined(separator: ", "))]
                  \(more)
                  responses: { '200': { description: ok, content: { application/json: { example: { foreign: true } } } } }
            components:
              securitySchemes: { key: { type: http, scheme: bearer }, certificate: { type: mutualTLS } }
            """
    }

    @Test(arguments: [
        (contract("listCustomers", "get", "/shop", security: "[]"), "its security does not ask for a key"),
        (
            contract("listCustomers", "get", "/shop", security: "[{ key: [] }, {}]"),
            "its security does not ask for a key"
        ),
        (
            contract("listCustomers", "get", "/shop", security: "[{ certificate: [] }]"),
            "its security does not ask for a key"
        ),
        (contract("listMessages", "get", "/threads/{thread}/messages"), "its path has no phone_number_id"),
        (contract("getCustomer", "get", "/shop/{id}/{part}"), "its path has a parameter part"),
        (contract("getCustomer", "get", "/shop"), "its path has no id"),
        (contract("updateLabel", "put", "/labels/{id}"), "its method is PUT, not PATCH"),
        (
            contract(
                "createCustomer",
                "post",
                "/customers",
                more: "requestBody: { content: { application/json: {} } }"
            ),
            "its request body may be {}"
        ),
        (
            contract(
                "sendMessage",
                "post",
                "/{phone_number_id}/messages",
                more:
                    "requestBody: { required: true, content: { application/json: { schema: { required: [type, to] } } } }"
            ),
            #"its request body may be {"messaging_product":"whatsapp","to":"+628111111111","type":"text"}"#
        ),
    ])
    func `an operation that a handler does not fit is answered from the contract`(
        text: String,
        reason: String
    ) async throws {
        let loaded = try ForeignContract.load(text)
        let operation = try #require(loaded.contract.operations.first)
        try await withEmulator(contract: loaded) { emulator in
            #expect(emulator.application.facts.handledCount == 0)
            let told = emulator.application.facts.warnings
            #expect(
                told.contains { $0.hasPrefix("\(operation.id) is served from the contract: ") && $0.contains(reason) }
            )
            let path = operation.fullPath.replacing("{", with: "x").replacing("}", with: "")
            let body = operation.hasRequestBody ? Array(#"{"to": "a", "type": "b"}"#.utf8) : []
            let answer = try emulator.client().send(HTTPMethod(rawValue: operation.method), path, body: body)
            #expect(answer.status == 200)
            #expect(answer.json == ["foreign": true])
            #expect(answer.headers["X-Mock-Source"] == ["contract"])
        }
    }

    @Test func `an operation that fits a handler is answered by the handler, whatever its path`() async throws {
        let loaded = try ForeignContract.load(Self.contract("listCustomers", "get", "/shop/customers"))
        try await withEmulator(contract: loaded) { emulator in
            #expect(emulator.application.facts.handledCount == 1)
            #expect(emulator.application.facts.warnings == [])
            let answer = try emulator.client().get("/shop/customers")
            #expect(answer.json["data"] == [])
            #expect(answer.headers["X-Mock-Source"] == [])
        }
    }

    @Test func `every handler fits openapi.yaml`() async throws {
        try await withEmulator { emulator throws in
            #expect(emulator.application.facts.warnings == [])
            #expect(emulator.application.facts.idleHandlers == [])
        }
    }
}
