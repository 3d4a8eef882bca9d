import Contract
import Documents
import Testing

struct LoaderDiagnosticsTests {
    static let head = "openapi: 3.1.0\npaths:\n  /a/{id}:\n    get:\n"
    static let ok = "      parameters: [{ name: id, in: path, required: true, schema: true }]\n"

    @Test(arguments: [
        ("a: [", "openapi.yaml:1:4: error: this is not YAML"), ("[]", "1:1: error: this is not an OpenAPI document"),
        ("info: {}", "1:1: error: the key `openapi` is missing"), ("swagger: '2.0'", "Swagger 2.0"),
        ("openapi: 3.0.3\npaths: {}", "1:10: error: OpenAPI 3.0.3 is not supported"),
        ("openapi: 3.2.0\npaths: {}", "3.2.0 is not supported"),
        ("openapi: 3.1.0", "one of `paths`"), ("openapi: 3.1.0\npaths: []", "2:8: error: `paths` must be an object"),
        ("openapi: 3.1.0\npaths:\n  a: {}", "3:3: error: a path must begin with `/`"),
        (head + ok + "      operationId: 5", "6:20: error: `operationId` must be a string"),
        (head + "      responses: { '200': {} }\n", "the path parameter `id` is not declared"),
        (head + ok + "      responses: { 99: {} }\n", "`99` is not a status"),
        (
            head + ok
                + "      responses: { '200': { $ref: '#/components/responses/Ok' } }\ncomponents: { responses: { OK: {} } }",
            "6:35: error: `#/components/responses/Ok` leads nowhere; did you mean `#/components/responses/OK`?"
        ),
        (head + "      parameters: { id: {} }", "5:19: error: `parameters` must be a list of Parameter Objects"),
        (head + "      parameters: [5]", "5:20: error: the entry must be an object (Parameter Object)"),
        (head + ok + "      responses: [5]", "6:18: error: `responses` must be an object (Responses Object)"),
        (head + ok + "      responses: { 200: 5 }", "6:25: error: `200` must be an object (Response Object)"),
        (
            head + ok + "      responses: { '200': { $ref: '#/components/schemas/A' } }\n"
                + "components: { schemas: { A: {} }, responses: { A: {} } }\n",
            "6:35: error: `#/components/schemas/A` leads to `schemas`, not to a Response Object; did you mean `#/components/responses/A`?"
        ),
        (head + ok + "      responses: { '200': { $ref: 'x.yaml' } }", "the document of `x.yaml` cannot be read"),
        (
            head + "      parameters: [{ name: ib, in: path, required: true, schema: true }]\n      responses: {}\n",
            "5:20: error: the path `/a/{id}` has no `{ib}`; did you mean `id`?"
        ),
        (head + ok + "      responses: {}\n  /a/{other}: {}\n", "7:3: error: this path matches the same as `/a/{id}`"),
        (
            head + "      operationId: x\n" + ok
                + "      responses: {}\n  /b: { get: { operationId: x, responses: {} } }\n",
            "8:29: error: the operationId `x` is taken already"
        ),
        (
            head + "      parameters: [{ name: id, in: pth }]\n      responses: {}\n",
            "`pth` is not a place for a parameter; did you mean `path`?"
        ),
    ])
    func `a mistake in the document is reported at its place`(text: String, part: String) {
        let found = diagnostics(text)
        #expect(found.contains { $0.contains(part) }, "\(found)")
    }

    @Test(arguments: [
        ("type: strng", "`strng` is not a type; did you mean `string`?"),
        ("type: [string, nul]", "`nul` is not a type"),
        ("type: 5", "`type` must be a type or a list of types"),
        ("minLength: x", "`minLength` must be a whole number"), ("minLength: -1", "`minLength`"),
        ("maximum: '5'", "`maximum` must be a number"),
        ("multipleOf: 0", "`multipleOf` must be a number above 0"), ("pattern: '('", "`(` is not a regular expression"),
        ("required: true", "`required` must be a list of strings"),
        ("enum: a", "`enum` must be a list"), ("properties: [a]", "`properties` must be an object of schemas"),
        ("items: 5", "a schema must be an object, true or false"),
        ("allOf: []", "`allOf` must be a list of schemas"),
        ("patternProperties: { '[': true }", "`[` is not a regular expression"),
        ("uniqueItems: 1", "`uniqueItems` must be true or false"), ("$ref: 5", "`$ref` must be a string"),
        ("x-normalize: lines", "`x-normalize` must be `line`"),
        ("$ref: '#/components/schemas/A'", "refers to itself without end"),
        ("anyOf: [{ $ref: '#/components/schemas/A' }]", "refers to itself without end"),
        ("$ref: '#nope'", "`#nope` leads nowhere"), ("dependentRequired: { a: b }", "`dependentRequired`"),
    ])
    func `a mistake in a schema is reported at its place`(schema: String, part: String) {
        let found = diagnostics("openapi: 3.1.0\ncomponents:\n  schemas:\n    A:\n      \(schema)\n")
        #expect(found.contains { $0.contains(part) && $0.hasPrefix("openapi.yaml:5:") }, "\(found)")
    }

    @Test func `all mistakes of a contract are reported together, sorted by place`() {
        let text = """
            openapi: 3.1.0
            paths:
              a: { get: {} }
            components:
              schemas:
                A: { type: strng, minLength: x }
                B: { $ref: '#/components/schemas/C' }
            """
        #expect(
            diagnostics(text).map { String($0.prefix(18)) }
                == ["openapi.yaml:3:3: ", "openapi.yaml:6:16: ", "openapi.yaml:6:34: ", "openapi.yaml:7:16: "].map {
                    String($0.prefix(18))
                }
        )
    }

    @Test func `a reference to a missing parameter is reported once`() {
        let text = Self.head + "      parameters: [{ $ref: '#/components/parameters/Id' }]\n"
        #expect(diagnostics(text) == ["openapi.yaml:5:28: error: `#/components/parameters/Id` leads nowhere"])
    }

    @Test func `a mistake in a JSON contract is reported at its place`() {
        let text = "{\"openapi\": \"3.1.0\",\n  \"components\": {\"schemas\": {\"A\": {\n    \"type\": \"strng\"}}}}"
        #expect(diagnostics(text, name: "c.json").map { $0.prefix(22) } == ["c.json:3:13: error: `s"])
    }

    @Test func `a mistake in a referenced file is reported with the name of that file`() throws {
        let error = #expect(throws: DiagnosticsError.self) {
            try contract(
                bodySchema: #"{"$ref": "other.yaml"}"#,
                files: ["other.yaml": "type: object\nminProperties: x\n"]
            )
        }
        #expect(error?.description == "other.yaml:2:16: error: `minProperties` must be a whole number of at least 0")
        let broken = #expect(throws: DiagnosticsError.self) {
            try contract(bodySchema: #"{"$ref": "other.yaml"}"#, files: ["other.yaml": "type: ["])
        }
        #expect(broken?.description.hasPrefix("other.yaml:1:7: error: this is not YAML") == true)
    }

    @Test func `error codes are validated against the catalogue`() {
        let text = """
            openapi: 3.1.0
            paths:
              /a:
                get:
                  responses:
                    '400': { description: x, x-error-codes: [bad, bda, gone] }
            components:
              x-error-catalog:
                bad: { status: 400, type: t, message: m }
                gone: { status: 404, type: t, message: m }
                odd: { type: t }
                marked: { status: 500, type: t, message: m, x-injected-only: true }
                wrong: { status: 500, type: t, message: m, x-injected-only: "yes" }
            """
        let found = diagnostics(text)
        #expect(
            found.contains {
                $0.contains(":6:55: error: the error code `bda` is not in the catalogue; did you mean `bad`?")
            },
            "\(found)"
        )
        #expect(found.contains { $0.contains("`gone` has the status 404, not 400") })
        #expect(found.contains { $0.contains("has no `status`") })
        let marks = found.filter { $0.contains("`x-injected-only` should be true or false") }
        #expect(marks.count == 1 && marks.first?.contains(":13:") == true, "\(found)")
    }

    @Test func `examples are validated only when everything is checked`() {
        let text = """
            openapi: 3.1.0
            info: { title: Pets, version: '1' }
            paths:
              /a:
                get:
                  responses:
                    '200':
                      description: x
                      content:
                        application/json:
                          schema: { type: object, properties: { a: { type: string, examples: [5] } } }
                          example: { a: 1 }
            """
        #expect(diagnostics(text).isEmpty)
        let found = diagnostics(text, checkEverything: true)
        #expect(found.count == 2)
        #expect(
            found.contains { $0.hasPrefix("openapi.yaml:12:") && $0.contains("at `/a`: must be a string (type)") },
            "\(found)"
        )
    }

    @Test func `unknown schema keywords and extensions are accepted`() {
        let text = """
            openapi: 3.1.0
            info: { title: Pets, version: '1', x-more: [] }
            components: { schemas: { A: { x-mine: 1, mine: true, xml: {} } } }
            x-more: []
            """
        #expect(diagnostics(text, checkEverything: true).isEmpty)
    }

    @Test func `a contract file that does not exist is reported`() {
        let error = #expect(throws: DiagnosticsError.self) { try ContractLoader.load(file: "/nowhere/openapi.yaml") }
        #expect(error?.description == "/nowhere/openapi.yaml:1:1: error: the file cannot be read")
    }
}
