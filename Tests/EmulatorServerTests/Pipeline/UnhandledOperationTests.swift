import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import FoundationEssentials
import NIOHTTP1
import OrderedCollections
import Testing

/// Operations without a handler, which are answered from the contract.
@Suite struct UnhandledOperationTests {
    /// The parts of a valid request of an operation.
    struct SampleCall: CustomTestStringConvertible {
        let id: String
        let method: HTTPMethod
        let path: String
        let body: JSONValue?

        var testDescription: String { id }

        init(_ operation: Operation, in document: JSONValue) {
            id = operation.id
            method = HTTPMethod(rawValue: operation.method)
            path = operation.pathTemplate.replacing("{phone_number_id}", with: "106540352242922")
                .replacing("{name}", with: "order_update")
                .replacing("{id}", with: Self.id(in: operation.pathTemplate, before: "/{id}"))
                .replacing("{label_id}", with: "lbl_7X2S9Q4M1B8C6D5E3F0G2H4J6K")
                .replacing("{link_id}", with: "csl_7X2S9Q4M1B8C6D5E3F0G2H4J6K")
                .replacing("{secret_id}", with: "sec_7X2S9Q4M1B8C6D5E3F0G2H4J6K")
            let item = document["paths"]?[operation.pathTemplate]?[operation.method.lowercased()]
            let content = item?["requestBody"]?["content"]?["application/json"]
            body = content?["example"] ?? content?["examples"]?.object?.values.first?["value"]
        }

        /// An id with the prefix that belongs to the path segment before it.
        private static func id(in path: String, before capture: String) -> String {
            let prefixes = [
                "messages": "msg", "conversations": "cnv", "contacts": "ctc", "labels": "lbl", "customers": "cus",
                "webhook_subscriptions": "wbs", "webhook_deliveries": "wbd",
            ]
            let noun = path.firstRange(of: capture).flatMap { path[..<$0.lowerBound].split(separator: "/").last }
            return (noun.flatMap { prefixes[String($0)] } ?? "") + "_7X2S9Q4M1B8C6D5E3F0G2H4J6K"
        }
    }

    /// openapi.yaml with operation ids that no handler has.
    static let foreign = Result<LoadedContract, any Error> {
        let text = try SourceTree.text("openapi.yaml")
        let file = FileManager.default.temporaryDirectory.appending(path: "openapi-\(UUID().uuidString).yaml")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.replacing("operationId: ", with: "operationId: foreign_").utf8).write(to: file)
        return try LoadedContract(file: file.path)
    }

    /// A request of each operation of the API that needs a key.
    static let calls: [SampleCall] = {
        guard let contract = try? foreign.get().contract else { return [] }
        return contract.operations
            .filter { $0.fullPath.hasPrefix("/v1/") && !$0.tags.contains("Meta") }
            .map { SampleCall($0, in: contract.document) }
    }()

    /// Runs a test with those operations.
    private func withForeignEmulator(_ body: (Emulator) async throws -> Void) async throws {
        try await withEmulator(contract: try Self.foreign.get(), body)
    }

    @Test func `every operation of the API is handled`() async throws {
        try await withEmulator { emulator throws in
            #expect(emulator.application.facts.handledCount == emulator.contract.operations.count)
            #expect(emulator.application.facts.idleHandlers == [])
        }
    }

    @Test(arguments: calls)
    func `an operation without a handler answers the contract's sample, marked as such`(call: SampleCall) async throws {
        try await withForeignEmulator { emulator in
            let answer = try emulator.client().send(call.method, call.path, body: call.body?.serialized ?? [])
            #expect((200..<400).contains(answer.status))
            #expect(answer.headers["X-Mock-Source"] == ["contract"])
            #expect(answer.headers["X-Request-Id"].count == 1)
            #expect(answer.headers["X-RateLimit-Limit"].count == 1)
            if !answer.bytes.isEmpty { #expect(answer.headers.first(name: "X-Request-Id") == answer.requestID) }
        }
    }

    @Test(arguments: calls)
    func `an operation without a handler needs a key`(call: SampleCall) async throws {
        try await withForeignEmulator { emulator in
            let answer = try emulator.client(nil).send(call.method, call.path, body: call.body?.serialized ?? [])
            expect(answer, refuses: 401, "missing_api_key")
        }
    }

    @Test(arguments: [
        (HTTPMethod.POST, "/106540352242922/messages", "{}", "missing_required_field"),
        (.POST, "/106540352242922/messages", #"{"messaging_product":5}"#, "invalid_field_value"),
        (.POST, "/106540352242922/messages", "{", "invalid_request"),
        (.GET, "/106540352242922/messages?limit=0", "", "invalid_limit"),
    ])
    func `a request is validated against the contract first`(
        method: HTTPMethod,
        path: String,
        body: String,
        code: String
    ) async throws {
        try await withForeignEmulator { emulator in
            let answer = try emulator.client().send(method, path, body: Array(body.utf8))
            #expect(answer.status == 400)
            #expect(answer.code == code)
            #expect(answer.headers["X-Mock-Source"] == [])
        }
    }

    @Test(arguments: [
        "/106540352242922/messages/msg_short", "/106540352242922/messages/nonsense",
        "/12345/messages/msg_7X2S9Q4M1B8C6D5E3F0G2H4J6K", "/106540352242922/messages/ctc_7X2S9Q4M1B8C6D5E3F0G2H4J6K",
    ])
    func `an id of the wrong form is not found`(path: String) async throws {
        try await withForeignEmulator { emulator in
            expect(try emulator.client().get(path), refuses: 404, "resource_not_found")
        }
    }

    @Test func `an idempotency key replays a response from the contract`() async throws {
        try await withForeignEmulator { emulator in
            let path = "/106540352242922/messages"
            let body: JSONValue = [
                "messaging_product": "whatsapp", "to": "+628111111111", "type": "text", "text": ["body": "Hello"],
            ]
            let first = try emulator.client().post(path, body, headers: ["Idempotency-Key": "k"])
            let again = try emulator.client().post(path, body, headers: ["Idempotency-Key": "k"])
            #expect(first.headers["Idempotent-Replayed"] == ["false"])
            #expect(again.headers["Idempotent-Replayed"] == ["true"])
            #expect(again.headers["X-Mock-Source"] == ["contract"])
            #expect(again.bytes == first.bytes)
        }
    }

    @Test func `a response of a handler is not marked as the contract's`() async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.client().get("/me").headers["X-Mock-Source"] == [])
            #expect(try emulator.client().get("/customers").headers["X-Mock-Source"] == [])
        }
    }
}
