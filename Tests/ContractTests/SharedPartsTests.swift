import Contract
import Documents
import OrderedCollections
import Testing

struct SharedPartsTests {
    static let text = """
        openapi: 3.1.0
        info: { title: Parts, version: "1" }
        security: [{ key: [] }]
        components: { securitySchemes: { key: { type: http, scheme: bearer } } }
        paths:
          /x/{id}: { $ref: 'parts/item.yaml' }
          /open: { get: { security: [] } }
          /maybe: { get: { security: [{}, { key: [] }] } }
        """
    static let files = [
        "parts/item.yaml": """
        parameters:
          - { $ref: 'parameters.yaml#/id' }
        post:
          operationId: postX
          x-note: { a: 1 }
          tags: [T]
          requestBody: { $ref: 'bodies.json' }
          responses: { '200': { $ref: '../answers.yaml#/Ok', x-error-codes: [own] } }
        """,
        "parts/parameters.yaml":
            "id: { name: id, in: path, required: true, description: d, schema: { $ref: 'schemas.yaml#/Id' } }",
        "parts/schemas.yaml": "Id: { type: integer }\nName: { type: string, maxLength: 3 }\n",
        "parts/bodies.json":
            #"{"required": true, "content": {"application/json": {"schema": {"properties": {"name": {"$ref": "schemas.yaml#/Name"}}}}}}"#,
        "answers.yaml": "Ok: { description: Fine, x-error-codes: [other] }",
    ]

    @Test func `every part of a contract may be in a file of its own`() throws {
        let contract = try ContractLoader.load(text: Self.text, checkEverything: true) { Self.files[$0] }
        let operation = try #require(contract.operation("postX"))
        #expect(operation.parameters.map(\.name) == ["id"])
        #expect(operation.validateBody(["name": "long"]).map(\.keyword) == ["maxLength"])
        #expect(operation.validateBody(nil).map(\.isMissing) == [true])
        #expect(operation.bodyFieldOrder == ["name"])
        #expect(operation.response(for: 200)?.description == "Fine")
        #expect(operation.errorCodes() == ["200": ["own"]])
        #expect(operation.extensions == ["x-note": ["a": 1]] && operation.tags == ["T"])
    }

    @Test func `the effective security decides whether an operation requires a key`() throws {
        let contract = try ContractLoader.load(text: Self.text) { Self.files[$0] }
        #expect(contract.operations.map(\.requiresKey) == [true, false, false])
        #expect(contract.operations.map(\.index) == [0, 1, 2])
    }

    @Test func `a schema is compiled correctly by 64 parallel tasks`() async throws {
        let operation = try contract(bodySchema: #"{"properties": {"a": {"type": "string"}}}"#).operations[0]
        let counts = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<64 { group.addTask { operation.validateBody(["a": 1]).count } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(counts == Array(repeating: 1, count: 64))
    }
}
