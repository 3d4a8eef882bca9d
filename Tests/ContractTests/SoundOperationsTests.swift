import Contract
import Documents
import Testing

/// A contract with mistakes is served except for the operations that the mistakes affect.
struct SoundOperationsTests {
    private func load(_ text: String, files: [String: String] = [:]) throws -> Contract {
        try ContractLoader.load(text: text, tolerance: .soundOperations) { files[$0] }
    }

    /// The descriptions of the defects by operation id.
    private func defects(_ contract: Contract) -> [String: String] {
        contract.operations.reduce(into: [:]) { defects, operation in
            defects[operation.id] = operation.defect?.description
        }
    }

    private func body(_ schema: String) -> String {
        "requestBody: { content: { application/json: { schema: \(schema) } } }"
    }

    @Test(arguments: [
        "requestBody: { content: { application/json: { schema: { minimum: 0, exclusiveMinimum: true } } } }",
        "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Nope' } } } }",
        "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Broken' } } } }",
        "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Outer' } } } }",
        "requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Endless' } } } }",
        "requestBody: { content: { application/json: { schema: { $ref: 'nope.yaml' } } } }",
        "requestBody: { content: { application/json: { schema: { $ref: 'https://example.com/a.yaml' } } } }",
        "requestBody: { content: { application/json: { schema: { pattern: '(' } } } }",
        "requestBody: { content: { application/json: { schema: { properties: [a] } } } }",
        "requestBody: { content: { application/json: { schema: { type: text } } } }",
        "requestBody: { content: { application/json: { schema: 5 } } }",
        "requestBody: { content: { application/json: 5 } }", "requestBody: { content: 5 }", "requestBody: 5",
        "requestBody: { $ref: '#/components/requestBodies/Nope' }", "requestBody: { $ref: 5 }",
        "parameters: { id: 5 }", "parameters: [5]", "parameters: [{ name: a }]", "parameters: [{ in: query }]",
        "parameters: [{ name: a, in: pth, schema: {} }]", "parameters: [{ name: 5, in: query, schema: {} }]",
        "parameters: [{ $ref: '#/components/parameters/Broken' }]", "parameters: [{ name: i, in: path, schema: {} }]",
        "responses: 5", "responses: []", "responses: { '200': 5 }", "responses: { '99': {} }",
        "responses: { '200': { $ref: '#/components/responses/Nope' } }", "responses: { '200': { headers: [] } }",
        "responses: { '200': { headers: { A: 5 } } }", "responses: { '200': { content: [] } }",
        "responses: { '200': { content: { text/csv: { examples: { a: { $ref: '#/nope' } } } } } }",
        "operationId: 5", "operationId: fine",
    ])
    func `a mistake breaks only the operations that use the mistaken part`(broken: String) throws {
        let text = """
            openapi: 3.1.0
            paths:
              /fine: { get: { operationId: fine, responses: { '200': { $ref: '#/components/responses/Sound' } } } }
              /broken: { post: { \(broken) } }
            components:
              schemas:
                Broken: { type: [] }
                Outer: { properties: { a: { items: { $ref: '#/components/schemas/Broken' } } } }
                Endless: { allOf: [{ $ref: '#/components/schemas/Endless' }] }
                Sound: { type: string, minLength: 1 }
              parameters: { Broken: { name: a, in: query, schema: { minLength: x } } }
              responses:
                Sound: { content: { application/json: { schema: { $ref: '#/components/schemas/Sound' } } } }
            """
        let contract = try load(text)
        #expect(Set(contract.operations.map(\.id)).count == 2)
        let fine = try #require(contract.operation("fine"))
        #expect(fine.defect == nil)
        #expect(
            !fine.validateResponse(status: 200, headers: [("Content-Type", "application/json")], body: [0x35]).isEmpty
        )
        let other = try #require(contract.operations.last)
        #expect(other.defect?.file == "openapi.yaml")
        #expect(other.defect.map(contract.diagnostics.contains) == true)
        guard case .operation(let found, _) = contract.routes.match(method: "POST", path: "/broken") else {
            Issue.record("the broken operation is not routed")
            return
        }
        #expect(found === other)
    }

    @Test func `the defect of an operation names its file, line and column`() throws {
        let text = """
            openapi: 3.1.0
            info: { title: Nearly right, version: "1" }
            paths:
              /fine: { get: { responses: { "200": { description: ok } } } }
              /broken:
                post:
                  requestBody:
                    content:
                      application/json: { schema: { properties: { n: { exclusiveMinimum: true } } } }
            """
        let contract = try load(text)
        let defect = "openapi.yaml:9:78: error: `exclusiveMinimum` must be a number"
        #expect(defects(contract)["post /broken"]?.hasPrefix(defect) == true, "\(defects(contract))")
        #expect(contract.diagnostics.count == 1)
        #expect(throws: DiagnosticsError.self) { try ContractLoader.load(text: text) }
    }

    @Test func `a mistake in an unused component breaks no operation`() throws {
        let text = """
            openapi: 3.1.0
            paths: { /a: { get: { responses: {} } } }
            webhooks: { broken: { post: { requestBody: 5 } }, odd: 7, sound: { post: {} } }
            components:
              schemas: { A: { type: text }, B: 5 }
              responses: []
              links: 5
            """
        let contract = try load(text)
        #expect(defects(contract).isEmpty)
        #expect(contract.diagnostics.count == 5, "\(contract.diagnostics)")
        #expect(contract.webhooks.map(\.name) == ["sound"])
    }

    @Test func `a mistake in a path item breaks its operations`() throws {
        let text = """
            openapi: 3.1.0
            paths:
              /a: { parameters: 5, get: {}, post: {} }
              /b: { get: 5, post: {} }
              /c/{id}: { get: { parameters: [{ $ref: '#/components/parameters/Id' }] } }
              /c/{other}: { post: { parameters: [{ name: other, in: path, required: true }] } }
              d: { get: {} }
              '/e/{': { get: {} }
              /f: 5
              /g: { $ref: 'nope.yaml' }
              /h: { $ref: '#/components/pathItems/H' }
            components:
              parameters: { Id: { name: id, in: path, required: true } }
              pathItems: { H: { get: { responses: 5 }, put: {} } }
            """
        let contract = try load(text)
        let broken = Set(defects(contract).keys)
        #expect(
            broken == ["get /a", "post /a", "get /b", "post /c/{other}", "get d", "get /e/{", "get /h"],
            "\(contract.diagnostics)"
        )
        #expect(contract.operations.count == 10)
        guard case .operation(let odd, _) = contract.routes.match(method: "GET", path: "/d") else {
            Issue.record("a path without a slash is not routed")
            return
        }
        #expect(odd.defect?.message == "a path must begin with `/`")
    }

    @Test func `the second operation with the same operationId is broken and gets another id`() throws {
        let text = """
            openapi: 3.1.0
            paths:
              /a: { get: { operationId: same } }
              /b: { get: { operationId: same }, post: { operationId: get /c } }
              /c: { get: { operationId: 5 }, put: { operationId: [] } }
            """
        let contract = try load(text)
        #expect(contract.operations.map(\.id) == ["same", "get /b", "get /c", "get /c 2", "put /c"])
        #expect(contract.operations.map { $0.defect != nil } == [false, true, false, true, true])
    }

    @Test func `a broken referenced file breaks only the operations that refer to it`() throws {
        let text = """
            openapi: 3.1.0
            paths:
              /a: { post: { \(body("{ $ref: 'other.yaml' }")) } }
              /b: { post: { \(body("{ $ref: 'good.yaml#/A' }")) } }
              /c: { post: { \(body("{ $ref: 'good.yaml#/B' }")) } }
              /d: { post: { \(body("{ $ref: 'again.yaml' }")) } }
            """
        let files = [
            "other.yaml": "type: [", "good.yaml": "A: { type: string }\nB: { type: strng }\n",
            "again.yaml": "items: { $ref: 'other.yaml' }\n",
        ]
        let contract = try load(text, files: files)
        let defects = defects(contract)
        #expect(defects["post /a"]?.hasPrefix("other.yaml:1:7: error: this is not YAML") == true, "\(defects)")
        #expect(defects["post /b"] == nil)
        #expect(defects["post /c"] == "good.yaml:2:12: error: `strng` is not a type; did you mean `string`?")
        #expect(defects["post /d"]?.hasPrefix("other.yaml:") == true, "\(defects)")
    }

    @Test func `a mistake in any possible target of a dynamic reference breaks the operation`() throws {
        let text = """
            openapi: 3.1.0
            paths:
              /a: { post: { \(body("{ $ref: '#/components/schemas/List' }")) } }
              /b: { post: { \(body("{ type: string }")) } }
            components:
              schemas:
                List: { $id: list, items: { $dynamicRef: '#item' }, $defs: { any: { $dynamicAnchor: item } } }
                Other: { $id: other, $defs: { item: { $dynamicAnchor: item, type: nope } } }
            """
        #expect(Set(defects(try load(text)).keys) == ["post /a"])
    }

    @Test func `an endless circle of references of any length or shape breaks its operations`() throws {
        let long = (0..<2_000).map { "    L\($0): { $ref: '#/components/schemas/L\(($0 + 1) % 2_000)' }" }
        let text = """
            openapi: 3.1.0
            paths:
              /long: { post: { \(body("{ $ref: '#/components/schemas/L77' }")) } }
              /a: { post: { \(body("{ $ref: '#/components/schemas/A' }")) } }
              /e: { post: { \(body("{ $ref: '#/components/schemas/E' }")) } }
              /tree: { post: { \(body("{ $ref: '#/components/schemas/Tree' }")) } }
            components:
              schemas:
                A: { anyOf: [{ $ref: '#/components/schemas/B' }, { $ref: '#/components/schemas/E' }] }
                B: { not: { $ref: '#/components/schemas/B' } }
                E: { if: { allOf: [{ $ref: '#/components/schemas/A' }] } }
                Tree: { properties: { next: { $ref: '#/components/schemas/Tree' } } }
            \(long.joined(separator: "\n"))
            """
        #expect(Set(defects(try load(text)).keys) == ["post /long", "post /a", "post /e"])
    }

    @Test(arguments: [
        ("a: [", "this is not YAML"), ("[]", "this is not an OpenAPI document"), ("info: {}", "`openapi` is missing"),
        ("openapi: 3.0.3\npaths: {}", "3.0.3 is not supported"), ("swagger: '2.0'", "Swagger 2.0"),
        ("openapi: 3.1.0\npaths: []", "`paths` must be an object"), ("openapi: 3.1.0\npaths:\n", "`paths` must be"),
    ])
    func `a document that is not an OpenAPI 3_1 contract is refused`(text: String, part: String) {
        let error = #expect(throws: DiagnosticsError.self) { try load(text) }
        #expect(error?.description.contains(part) == true)
    }

    @Test func `the example of a valid schema is checked although another schema has a mistake`() {
        let text = """
            openapi: 3.1.0
            info: { title: Pets, version: "1" }
            components:
              schemas:
                A: { type: string, examples: [5] }
                B: { type: strng }
                C: { $ref: '#/components/schemas/B', examples: [5] }
                D: { $ref: '#/components/schemas/D', examples: [5] }
            """
        let lines = diagnostics(text, checkEverything: true).map { $0.prefix(15) }
        #expect(lines == ["openapi.yaml:5:", "openapi.yaml:6:", "openapi.yaml:8:"])
    }
}
