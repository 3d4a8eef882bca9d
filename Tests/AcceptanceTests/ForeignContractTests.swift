import Documents
import Foundation
import NIOHTTP1
import Testing

@Suite(.timeLimit(.minutes(15)))
struct ForeignContractTests {
    enum Language: String, CaseIterable, Sendable {
        case yaml, json

        var text: String {
            switch self {
            case .yaml: Petstore.yaml
            case .json: Petstore.json
            }
        }

        /// The contract as a file in that folder.
        func write(to folder: String) throws -> String {
            let file = "\(folder)/pets.\(rawValue)"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            return file
        }
    }

    @Test(arguments: Language.allCases)
    func `the operations of a foreign contract are answered from its examples and schemas`(
        language: Language
    ) async throws {
        try await serve(language) { mock in
            #expect(mock.readyLine.contains("/api/v3 key "))
            #expect(mock.readyLine.contains("(scenario default, 0 of 3 operations behave, "))
            let pets = try await mock.client(basePath: "/api/v3").get("/pets?limit=5")
            #expect(pets.status == 200)
            #expect(pets.header("X-Mock-Source") == "contract")
            #expect(pets.json == [["id": 7, "name": "Rex"]])
            let pet = try await mock.client(basePath: "/api/v3").get("/pets/7")
            #expect(pet.status == 200)
            #expect(pet.header("X-Mock-Source") == "contract")
            #expect(try #require(pet.json["id"]?.integer) >= 1)
            #expect(try #require(pet.json["name"]?.string).count >= 3)
            let created = try await mock.client(basePath: "/api/v3").post("/pets", ["name": "Mia", "tag": "cat"])
            #expect(created.status == 201)
            #expect(created.header("X-Mock-Source") == "contract")
        }
    }

    @Test(arguments: Language.allCases)
    func `requests are validated against a foreign contract`(language: Language) async throws {
        try await serve(language) { mock in
            let client = mock.client(basePath: "/api/v3")
            let bodies: [JSONValue] = [["name": ""], ["name": 5], ["name": "Mia", "tag": "bird"], [:]]
            for body in bodies {
                let answer = try await client.post("/pets", body)
                #expect(answer.status == 400, "\(body)")
                #expect(answer.code != nil, "\(body)")
                #expect(answer.requestID == answer.header("X-Request-Id"), "\(body)")
            }
            for path in ["/pets?limit=0", "/pets?limit=many"] {
                let answer = try await client.get(path)
                #expect(answer.status == 400, "\(path)")
            }
            let malformed = try await client.get("/pets/seven")
            #expect(malformed.status == 404)
            #expect(malformed.code == "resource_not_found")
        }
    }

    @Test(arguments: Language.allCases)
    func `an operation of a foreign contract requires a key only where the contract says so`(
        language: Language
    ) async throws {
        try await serve(language) { mock in
            let stranger = mock.client(nil, basePath: "/api/v3")
            let open = try await stranger.get("/pets")
            #expect(open.status == 200)
            let closed = try await stranger.get("/pets/7")
            #expect(closed.status == 401)
            #expect(closed.code == "missing_api_key")
            let wrong = try await mock.client("sk_other", basePath: "/api/v3").get("/pets/7")
            #expect(wrong.status == 401)
            #expect(wrong.code == "invalid_api_key")
        }
    }

    @Test(arguments: Language.allCases)
    func `a path that a foreign contract lacks gets 404, and a method that it lacks 405`(
        language: Language
    ) async throws {
        try await serve(language) { mock in
            let client = mock.client(basePath: "/api/v3")
            let unknown = try await client.get("/owners")
            #expect(unknown.status == 404)
            let ours = try await mock.client().get("/customers")
            #expect(ours.status == 404)
            let method = try await client.send(.DELETE, "/pets/7")
            #expect(method.status == 405)
            #expect(method.code == "method_not_allowed")
            #expect(method.header("Allow")?.contains("GET") == true)
        }
    }

    @Test func `the control API returns a foreign contract and lists the idle handlers`() async throws {
        try await serve(.yaml) { mock in
            let contract = try await mock.root.get("/__admin/contract.yaml")
            #expect(contract.text == Petstore.yaml)
            let health = try await mock.root.get("/__admin/health").json["contract"]
            #expect(health?["operations"] == 3)
            #expect(health?["handled"] == 0)
            #expect(health?["idle_handlers"]?.array?.contains("createCustomer") == true)
        }
    }

    @Test func `a foreign contract is also served with --strict`() async throws {
        try await withTemporaryFolder { folder in
            let file = try Language.yaml.write(to: folder)
            try await withMock(["--strict", "--contract", file]) { mock in
                let client = mock.client(basePath: "/api/v3")
                let pet = try await client.get("/pets/7")
                #expect(pet.status == 200)
                let malformed = try await client.get("/pets/seven")
                #expect(malformed.status == 404)
                let stranger = try await mock.client(nil, basePath: "/api/v3").get("/pets/7")
                #expect(stranger.status == 401)
            }
        }
    }

    private func serve(_ language: Language, _ body: @Sendable (MockProcess) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            try await withMock(["--contract", try language.write(to: folder)], body)
        }
    }
}
