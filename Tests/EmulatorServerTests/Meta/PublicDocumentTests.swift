import Contract
import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct PublicDocumentTests {
    private func document(_ emulator: Emulator) throws -> JSONValue {
        let answer = try emulator.client(nil).get("/openapi.json")
        try #require(answer.status == 200)
        return answer.json
    }

    @Test func `the document openapi.json is public and has title, servers and tags`() async throws {
        try await withEmulator { emulator in
            let document = try document(emulator)
            #expect(document["openapi"] == "3.1.0")
            #expect(document["info"]?["title"] == "Kirimdev Public API")
            #expect(document["info"]?["version"] == "1.0.0")
            #expect(document["servers"]?.array?.map { $0["url"] } == ["https://api.kirimdev.com/v1"])
            let scheme = document["components"]?["securitySchemes"]?["bearerAuth"]
            #expect(scheme?["type"] == "http")
            #expect(scheme?["scheme"] == "bearer")
            #expect(scheme?["bearerFormat"] == "API Key")
            #expect(
                document["tags"]?.array?.compactMap { $0["name"]?.string } == [
                    "Meta", "Accounts", "Messages", "Templates", "Conversations", "Contacts", "Labels", "Customers",
                    "Webhook Subscriptions", "Webhook Deliveries",
                ]
            )
        }
    }

    @Test func `the document has the 49 operations of the API and none of the onboarding`() async throws {
        try await withEmulator { emulator in
            let paths = try #require(try document(emulator)["paths"]?.object)
            let methods: Set = ["get", "post", "put", "patch", "delete"]
            let ids = paths.values.flatMap { item in
                (item.object ?? [:]).filter { methods.contains($0.key) }.values.compactMap { $0["operationId"]?.string }
            }
            #expect(ids.count == 49)
            #expect(Set(ids).count == 49)
            #expect(!ids.contains("resolveOnboarding"))
            #expect(!ids.contains("completeOnboarding"))
            #expect(paths.keys.allSatisfy { !$0.contains("onboarding") })
            let known = emulator.contract.operations.filter { !$0.tags.contains("Onboarding") }.map(\.id)
            #expect(Set(ids) == Set(known))
        }
    }

    @Test func `the document has no extension keys`() async throws {
        try await withEmulator { emulator in
            let own = Self.keys(of: try document(emulator)).filter { $0.hasPrefix("x-") }
            #expect(own == [])
        }
    }

    @Test func `the document is a complete contract`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client(nil).get("/openapi.json")
            let text = String(decoding: answer.bytes, as: UTF8.self)
            let contract = try ContractLoader.load(text: text, name: "openapi.json", checkEverything: true)
            #expect(contract.basePath == "/v1")
            #expect(contract.operations.count == 49)
        }
    }

    @Test func `the document is the same for each request`() async throws {
        try await withEmulator { emulator in
            let first = try emulator.client(nil).get("/openapi.json")
            let second = try emulator.client().get("/openapi.json")
            #expect(first.bytes == second.bytes)
            #expect(first.headers["Content-Type"] == ["application/json"])
        }
    }

    private static func keys(of value: JSONValue) -> Set<String> {
        switch value {
        case .object(let members):
            members.reduce(into: Set(members.keys)) { $0.formUnion(keys(of: $1.value)) }
        case .array(let elements): elements.reduce(into: []) { $0.formUnion(keys(of: $1)) }
        case .null, .bool, .integer, .number, .string: []
        }
    }
}
