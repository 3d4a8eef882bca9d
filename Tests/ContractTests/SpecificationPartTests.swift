import Contract
import Documents
import Testing

/// The rules of the specification for parameters, bodies, responses and schemas.
struct SpecificationPartTests {
    private func expect(_ operation: String, _ expected: String) {
        let text = SpecificationRuleTests.contract("", operation: operation)
        let found = diagnostics(text, checkEverything: true)
        #expect(found.count == 1 && found[0].contains(expected), "\(found) is not \(expected)")
        #expect(diagnostics(text).isEmpty)
    }

    @Test(arguments: [
        ("{ name: a, in: query }", "9:20: error: the Parameter Object has no `schema`"),
        ("{ name: a, in: query, schema: {}, content: { text/plain: {} } }", "has both `schema` and `content`"),
        ("{ name: a, in: query, content: {} }", "9:42: error: `content` must have exactly one media type here"),
        (
            "{ name: a, in: query, content: { text/plain: {}, text/csv: {} } }",
            "`content` must have exactly one media type here"
        ),
        ("{ name: a, in: query, content: { text/plain: {} }, style: form }", "`style` cannot be used with `content`"),
        ("{ name: a, in: query, content: { text/plain: {} }, example: x }", "put it under the media type"),
        (
            "{ name: a, in: query, schema: {}, example: x, examples: {} }",
            "9:66: error: `example` and `examples` cannot be used together"
        ),
        (
            "{ name: a, in: header, schema: {}, allowReserved: false }",
            "`allowReserved` cannot be used with `in: header`"
        ),
        ("{ name: a, in: cookie, schema: {}, allowEmptyValue: true }", "`allowEmptyValue` cannot be used with"),
        (
            "{ name: a, in: header, schema: {}, style: form }",
            "`form` is not a style of a header parameter; it can be simple"
        ),
        ("{ name: a, in: query, schema: {}, style: deepobject }", "did you mean `deepObject`?"),
        ("{ name: a, in: cookie, schema: {}, style: simple }", "`simple` is not a style of a cookie parameter"),
        ("{ name: a, in: query, schema: {}, style: 5 }", "`style` must be a string"),
        ("{ name: a, in: query, schema: {}, explode: 'yes' }", "`explode` must be true or false"),
        ("{ name: a, in: query, schema: {}, required: 'true' }", "`required` must be true or false"),
        ("{ name: a, in: query, schema: {}, type: string }", "no field `type`; it belongs under `schema`"),
        (
            "{ name: a, in: query, schema: { type: integer, default: text } }",
            "the default breaks its schema: must be an"
        ),
        ("{ name: a, in: query, schema: { type: integer }, example: text }", "the example breaks its schema"),
        ("{ name: a, in: query, schema: {} }, { name: a, in: query, schema: {} }", "parameter `a` is declared twice"),
        ("{ name: A, in: header, schema: {} }, { name: a, in: header, schema: {} }", "`a` is declared twice"),
        ("{ name: a, in: query, content: { json: {} } }", "`json` is not a media type; such as application/json"),
    ])
    func `a parameter that breaks a rule of the specification is reported`(parameters: String, expected: String) {
        expect("parameters: [\(parameters)]", expected)
    }

    @Test(arguments: [
        "{ name: a, in: query, schema: {} }, { name: a, in: header, schema: {} }, { name: A, in: query, schema: {} }",
        "{ name: a, in: query, schema: { type: array }, example: 'x,y' }",
        "{ name: a, in: query, schema: { type: integer }, example: '5' }",
        "{ name: a, in: query, allowReserved: true, allowEmptyValue: true, style: form, explode: true, schema: {} }",
        "{ name: a, in: query, content: { application/json: { example: x } } }",
    ])
    func `valid parameters are accepted`(parameters: String) {
        let text = SpecificationRuleTests.contract("", operation: "parameters: [\(parameters)]")
        #expect(diagnostics(text, checkEverything: true).isEmpty)
    }

    @Test func `a path parameter without required is reported`() {
        let text = """
            openapi: 3.1.0
            info: { title: Pets, version: "1" }
            paths:
              /pets/{id}:
                parameters: [{ name: id, in: path, schema: {} }]
                get: {}
            """
        let expected = "openapi.yaml:5:18: error: a path parameter must have `required: true`"
        #expect(diagnostics(text, checkEverything: true) == [expected])
    }

    @Test(arguments: [
        ("requestBody: {}", "9:7: error: the Request Body Object has no `content`"),
        ("requestBody: { content: {}, schema: {} }", "no field `schema`; it belongs under `content` and a media type"),
        ("requestBody: { content: {}, required: 1 }", "`required` must be true or false"),
        (
            "requestBody: { content: { text/csv: { example: a, examples: {} } } }",
            "`example` and `examples` cannot be used together"
        ),
        (
            "requestBody: { content: { multipart/form-data: { schema: { properties: { file: {} } }, encoding: { fil: {} } } } }",
            "9:106: error: the schema has no property `fil`; did you mean `file`?"
        ),
        (
            "requestBody: { content: { multipart/form-data: { encoding: { a: { style: simple } } } } }",
            "`simple` is not a style"
        ),
        ("deprecated: maybe", "9:19: error: `deprecated` must be true or false"),
        ("tags: pets", "`tags` must be a list of strings"), ("tags: [5]", "`tags` must be a list of strings"),
        ("summary: 5", "`summary` must be a string; put it in quotes: summary: \"5\""),
        ("consumes: []", "the Operation Object has no field `consumes`; it is from Swagger 2.0"),
        ("responces: {}", "did you mean `responses`?"), ("callbacks: []", "`callbacks` must be an object"),
        ("security: [{ oauth: [] }]", "9:20: error: the security scheme `oauth` is not declared"),
        ("servers: [{ url: '{a}' }]", "the variable `a` of the URL is not declared"),
    ])
    func `an operation that breaks a rule of the specification is reported`(operation: String, expected: String) {
        expect(operation, expected)
    }

    @Test(arguments: [
        ("{}", "5:23: error: the Responses Object has no response"),
        ("{ '200': {} }", "5:25: error: the Response Object has no `description`"),
        ("{ '4xx': { description: x } }", "`4xx` is not a status; did you mean `4XX`?"),
        ("{ default: { description: x, schema: {} } }", "it belongs under `content` and a media type"),
        ("{ default: { description: x, headers: { A: {} } } }", "the Header Object has no `schema`"),
        ("{ default: { description: x, headers: { A: { name: A, schema: {} } } } }", "the key above is the name"),
        ("{ default: { description: x, headers: { A: { style: form, schema: {} } } } }", "is not a style of a header"),
        ("{ default: { description: x, links: { a: { operationId: x } } } }", "no operation has the operationId `x`"),
        (
            "{ default: { description: x, content: { text/csv: 5 } } }",
            "`text/csv` must be an object (Media Type Object)"
        ),
    ])
    func `a response that breaks a rule of the specification is reported`(responses: String, expected: String) {
        let text = """
            openapi: 3.1.0
            info: { title: Pets, version: "1" }
            paths:
              /a:
                get: { responses: \(responses) }
            """
        let found = diagnostics(text, checkEverything: true)
        #expect(found.count == 1 && found[0].contains(expected), "\(found) is not \(expected)")
    }

    @Test(arguments: [
        ("discriminator: {}", "5:10: error: the Discriminator Object has no `propertyName`"),
        ("discriminator: { propertyName: t, mapping: { a: B } }", "5:58: error: components.schemas has no `B`"),
        ("discriminator: { propertyName: t, mapping: { a: '#/components/schemas/B' } }", "leads nowhere; did you mean"),
        ("discriminator: { propertyName: t, mapping: [A] }", "`mapping` must be an object of strings"),
        ("xml: { wrapped: 1 }", "`wrapped` must be true or false"),
        ("xml: { namespace: a }", "must be a URI with a scheme"),
        ("externalDocs: {}", "the External Documentation Object has no `url`"),
        ("required: [a, a]", "`a` occurs twice in `required`"), ("type: [string, string]", "occurs twice in `type`"),
        ("$anchor: 1a", "`1a` is not an anchor"), ("default: 5, type: string", "the default breaks its schema"),
        ("exclusiveMinimum: true", "in place of `minimum`"),
        ("items: [{}]", "use `prefixItems` for a list of schemas"),
    ])
    func `a schema that breaks a rule of the specification is reported`(keyword: String, expected: String) {
        let text = """
            openapi: 3.1.0
            info: { title: Pets, version: "1" }
            components:
              schemas:
                A: { \(keyword) }
            """
        let found = diagnostics(text, checkEverything: true)
        #expect(found.count == 1 && found[0].contains(expected), "\(found) is not \(expected)")
    }

    /// A valid pattern beyond the limits of the engine.
    static let nested = String(repeating: "(", count: 250) + "a" + String(repeating: ")", count: 250)

    @Test(arguments: [
        (
            "{ nullable: true, type: string }",
            "5:10: warning: `nullable` means nothing since OpenAPI 3.1; write type: [string"
        ),
        ("{ pattern: '\(nested)' }", "5:19: warning: `\(nested)` is not checked: its groups are nested too deep"),
        ("{ $ref: 'https://example.com/a' }", "nothing is fetched from the network"),
        ("{ $schema: 'http://json-schema.org/draft-07/schema#' }", "5:19: warning: the dialect"),
    ])
    func `a valid schema keyword that is not checked gets a warning`(schema: String, expected: String) throws {
        let text = """
            openapi: 3.1.0
            info: { title: Pets, version: "1" }
            components:
              schemas:
                A: \(schema)
            """
        let found = try ContractLoader.load(text: text, checkEverything: true).diagnostics.map(\.description)
        #expect(found.count == 1 && found[0].contains(expected), "\(found) is not \(expected)")
    }

    @Test func `a repeated warning is reported once for the whole contract`() throws {
        let schemas = (1...9).map { "    A\($0): { type: string, nullable: true }" }.joined(separator: "\n")
        let text = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\ncomponents:\n  schemas:\n\(schemas)\n"
        let found = try ContractLoader.load(text: text, checkEverything: true).diagnostics.map(\.message)
        #expect(found == ["`nullable` means nothing since OpenAPI 3.1, here and in 8 other places"])
    }

    @Test func `an example of a body that is not JSON may be a string`() {
        let body =
            "requestBody: { content: { application/x-www-form-urlencoded: { schema: { type: object }, example: a=1 } } }"
        let text = SpecificationRuleTests.contract("", operation: body)
        #expect(diagnostics(text, checkEverything: true).isEmpty)
    }
}
