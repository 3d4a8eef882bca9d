import Contract
import Documents
import EmulatorServer
import EmulatorTesting
import FoundationEssentials
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct StrictModeTests {
    /// openapi.yaml with one text replaced by another.
    private func contract(replacing old: String, with new: String) throws -> LoadedContract {
        let text = try SourceTree.text("openapi.yaml")
        try #require(text.contains(old))
        let folder = FileManager.default.temporaryDirectory
        let file = folder.appending(path: "openapi-\(UUID().uuidString).yaml")
        try Data(text.replacing(old, with: new).utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try LoadedContract(file: file.path)
    }

    private var narrowed: LoadedContract {
        get throws { try contract(replacing: "object: { const: customer }", with: "object: { const: tenant }") }
    }

    @Test func `a response that fits the contract passes in strict mode`() async throws {
        try await withEmulator({ $0.isStrict = true }) { emulator in
            let id = try emulator.createCustomer()
            _ = try emulator.createLink(of: id)
            for path in ["/health", "/openapi.json", "/me", "/accounts", "/customers", "/customers/\(id)", "/labels"] {
                #expect(try emulator.client().get(path).status == 200)
            }
            #expect(try emulator.client().post("/customers", [:]).status == 400)
            #expect(try emulator.client(nil).get("/me").status == 401)
            #expect(try emulator.client().get("/nonsense").status == 404)
        }
    }

    @Test func `a response that violates the contract becomes a problem in strict mode`() async throws {
        try await withEmulator({ $0.isStrict = true }, contract: try narrowed) { emulator in
            let answer = try emulator.client().post("/customers", ["name": "A"])
            expectProblem(answer, 500, "broken_answer")
            #expect(answer.json["detail"] == "createCustomer answered 201 against the contract.")
            #expect(answer.json["errors"]?[0]?["pointer"] == "/data/object")
            #expect(answer.headers["X-Request-Id"].count == 1)
            #expect(answer.headers["X-RateLimit-Limit"] == [])
            let row = try emulator.control(usualKey).get("/__admin/requests").data[0]
            #expect(row?["status"] == 500)
        }
    }

    @Test func `a response that violates the contract is sent without strict mode`() async throws {
        try await withEmulator(contract: try narrowed) { emulator in
            // The client of the tests finds the violation that the emulator did not look for.
            #expect(throws: TestFailure.self) { try emulator.client().post("/customers", ["name": "A"]) }
            let row = try emulator.control(usualKey).get("/__admin/requests").data[0]
            #expect(row?["status"] == 201)
        }
    }

    @Test func `a handler whose operation the contract does not have is listed as idle`() async throws {
        let renamed = try contract(replacing: "operationId: archiveCustomer", with: "operationId: removeCustomer")
        try await withEmulator(contract: renamed) { emulator in
            #expect(emulator.application.facts.idleHandlers == ["archiveCustomer"])
            #expect(emulator.application.facts.handledCount == 50)
            let id = try emulator.createCustomer()
            let answer = try emulator.client().delete("/customers/\(id)")
            #expect(answer.headers["X-Mock-Source"] == ["contract"])
            let health = try emulator.control().get("/__admin/health")
            #expect(health.json["contract"]?["idle_handlers"] == ["archiveCustomer"])
        }
    }
}
