import Contract
import Documents
import Testing

/// Rules of the specification on which no response depends: `check` reports a violation, `serve` ignores it.
struct SpecificationRuleTests {
    /// A contract that breaks no rule except with the line `fault` before `paths`.
    static func contract(_ fault: String, operation: String = "") -> String {
        """
        openapi: 3.1.0
        info: { title: Pets, version: "1" }
        \(fault)
        paths:
          /pets:
            get:
              operationId: listPets
              responses: { "200": { description: Done } }
              \(operation)
        """
    }

    /// Expects exactly one diagnostic that begins with `expected`, and that the contract still loads.
    private func expect(_ text: String, _ expected: String) throws {
        let found = diagnostics(text, checkEverything: true)
        #expect(found.count == 1 && found[0].hasPrefix("openapi.yaml:\(expected)"), "\(found) is not \(expected)")
        #expect(diagnostics(text).isEmpty)
        let served = try ContractLoader.load(text: text, tolerance: .soundOperations)
        #expect(served.operations.allSatisfy { $0.defect == nil })
    }

    @Test(arguments: [
        ("tags: [{ name: a }, { name: a }]", "3:21: error: the tag `a` is declared twice"),
        ("tags: [{}]", "3:8: error: the Tag Object has no `name`"),
        ("tags: { a: {} }", "3:7: error: `tags` must be a list of Tag Objects"),
        ("tags: [pets]", "3:8: error: the entry must be an object (Tag Object)"),
        ("externalDocs: {}", "3:1: error: the External Documentation Object has no `url`"),
        ("externalDocs: { url: 'a b' }", "3:22: error: `url` must be a URI or a relative reference"),
        ("jsonSchemaDialect: 5", "3:20: error: `jsonSchemaDialect` must be a URI"),
        ("overlays: {}", "3:1: error: the OpenAPI Object has no field `overlays`"),
        ("server: []", "3:1: error: the OpenAPI Object has no field `server`; did you mean `servers`?"),
        ("security: [{ key: [] }]", "3:14: error: the security scheme `key` is not declared"),
        ("security: {}", "3:11: error: `security` must be a list of Security Requirement Objects"),
    ])
    func `a document that breaks a rule of the specification is reported`(fault: String, expected: String) throws {
        try expect(Self.contract(fault), expected)
    }

    @Test(arguments: [
        ("{ version: '1' }", "2:1: error: the Info Object has no `title`"),
        ("{ title: A }", "2:1: error: the Info Object has no `version`"),
        ("{ title: A, version: 1.0 }", "2:28: error: `version` must be a string; put it in quotes"),
        ("{ title: A, version: 2 }", "2:28: error: `version` must be a string; put it in quotes: version: \"2\""),
        ("{ title: A, version: '1', licence: {} }", "did you mean `license`?"),
        ("{ title: A, version: '1', license: {} }", "2:33: error: the License Object has no `name`"),
        (
            "{ title: A, version: '1', license: { name: MIT, identifier: MIT, url: /mit } }",
            "2:72: error: `identifier` and `url` cannot be used together"
        ),
        ("{ title: A, version: '1', contact: { email: none } }", "2:51: error: `email` must be an email address"),
        ("{ title: A, version: '1', contact: { url: 'a b' } }", "2:49: error: `url` must be a URI"),
        ("{ title: A, version: '1', termsOfService: 5 }", "2:49: error: `termsOfService` must be a URI"),
        ("[]", "2:7: error: `info` must be an object (Info Object)"),
    ])
    func `an info object that breaks a rule of the specification is reported`(info: String, expected: String) throws {
        let text = "openapi: 3.1.0\ninfo: \(info)\npaths: {}\n"
        let found = diagnostics(text, checkEverything: true)
        #expect(found.count == 1 && found[0].contains(expected), "\(found)")
        #expect(diagnostics(text).isEmpty)
    }

    @Test(arguments: [
        ("{ url: 'https://{host}/v1' }", "3:18: error: the variable `host` of the URL is not declared in `variables`"),
        ("{ url: '/{v}', variables: { w: { default: a } } }", "did you mean `w`?"),
        ("{ url: '/{v}/{v}', variables: { v: { default: a } } }", "3:18: error: the variable `v` occurs twice"),
        ("{ url: '/{v}', variables: { v: {} } }", "3:39: error: the Server Variable Object has no `default`"),
        ("{ url: '/{v}', variables: { v: { enum: [], default: a } } }", "3:50: error: `enum` must not be empty"),
        (
            "{ url: '/{v}', variables: { v: { enum: [v1, v2], default: v3 } } }",
            "3:69: error: the default `v3` is not in `enum`; did you mean `v1`?"
        ),
        ("{ url: '/{v}', variables: { v: { enum: [1], default: '1' } } }", "`enum` must be a list of strings"),
        ("{ url: '/{v}', variables: { v: { default: 1 } } }", "put it in quotes: default: \"1\""),
        ("{}", "3:11: error: the Server Object has no `url`"), ("{ url: 5 }", "3:18: error: `url` must be a string"),
        ("{ url: 'http://a b/' }", "3:18: error: `url` must be a URL"),
        ("{ url: '/v1?x=1' }", "3:18: error: the URL of a server must not have a query or a fragment"),
        ("{ uri: /v1, url: / }", "3:13: error: the Server Object has no field `uri`; did you mean `url`?"),
    ])
    func `a server that breaks a rule of the specification is reported`(server: String, expected: String) throws {
        let text = Self.contract("servers: [\(server)]")
        let found = diagnostics(text, checkEverything: true)
        #expect(found.contains { $0.contains(expected) }, "\(found)")
        #expect(diagnostics(text).isEmpty)
    }

    @Test(arguments: [
        ("{ type: basic }", "`basic` is not a type of a security scheme; it can be apiKey, http"),
        ("{ type: apikey }", "did you mean `apiKey`?"), ("{}", "the Security Scheme Object has no `type`"),
        ("{ type: apiKey, in: header }", "a security scheme of the type apiKey must have `name`"),
        ("{ type: apiKey, name: k }", "a security scheme of the type apiKey must have `in`"),
        ("{ type: apiKey, name: k, in: path }", "`path` is not a place for a key; it can be query, header or cookie"),
        ("{ type: http }", "a security scheme of the type http must have `scheme`"),
        ("{ type: oauth2 }", "a security scheme of the type oauth2 must have `flows`"),
        ("{ type: openIdConnect }", "must have `openIdConnectUrl`"),
        ("{ type: openIdConnect, openIdConnectUrl: 'a b' }", "`openIdConnectUrl` must be a URI"),
        (
            "{ type: oauth2, flows: { implicit: { scopes: {} } } }",
            "4:52: error: the flow `implicit` must have `authorizationUrl`"
        ),
        ("{ type: oauth2, flows: { password: { scopes: {} } } }", "the flow `password` must have `tokenUrl`"),
        ("{ type: oauth2, flows: { clientCredentials: { tokenUrl: /t } } }", "the OAuth Flow Object has no `scopes`"),
        (
            "{ type: oauth2, flows: { authorizationCode: { scopes: {}, tokenUrl: /t } } }",
            "must have `authorizationUrl`"
        ),
        (
            "{ type: oauth2, flows: { accessCode: { scopes: {} } } }",
            "the OAuth Flows Object has no field `accessCode`"
        ),
        (
            "{ type: oauth2, flows: { password: { tokenUrl: /t, scopes: [a] } } }",
            "`scopes` must be an object of strings"
        ),
    ])
    func `a security scheme that breaks a rule of the specification is reported`(
        scheme: String,
        expected: String
    ) throws {
        let found = diagnostics(
            Self.contract("components:\n  securitySchemes: { key: \(scheme) }"),
            checkEverything: true
        )
        #expect(found.count == 1 && found[0].contains(expected), "\(found)")
    }

    @Test func `valid security schemes of every type are accepted`() {
        let text = """
            openapi: 3.1.0
            info: { title: Keys, version: "1" }
            security: [{ a: [], b: [] }, {}, { d: [read] }]
            components:
              securitySchemes:
                a: { type: apiKey, name: k, in: cookie }
                b: { type: http, scheme: bearer, bearerFormat: JWT }
                c: { type: mutualTLS }
                d: { type: openIdConnect, openIdConnectUrl: https://example.com/openid }
                e: { type: oauth2, flows: { authorizationCode: { authorizationUrl: /a, tokenUrl: /t, scopes: { read: x } } } }
            """
        #expect(diagnostics(text, checkEverything: true).isEmpty)
    }

    @Test(arguments: [
        ("schemas: { 'a b': {} }", "4:14: error: `a b` is not a valid name for a component"),
        ("schemas: { 'a/b': {} }", "`a/b` is not a valid name"), ("schema: {}", "did you mean `schemas`?"),
        ("models: {}", "4:3: error: the Components Object has no field `models`"),
        ("examples: { a: { value: 1, externalValue: /x } }", "`value` and `externalValue` cannot be used together"),
        ("examples: { a: 5 }", "4:18: error: `a` must be an object (Example Object)"),
        ("callbacks: { a: { '{$request.body#/url}': { post: 5 } } }", "`post` must be an object (Operation Object)"),
        (
            "callbacks: { a: { '{$request.bdy#/url}': {} } }",
            "4:21: error: `$request.bdy#/url` is not a runtime expression"
        ),
        ("callbacks: { a: { $response.header.: {} } }", "`$response.header.` is not a runtime expression"),
        ("schemas: { a: { $ref: '#/components/schemas/a b' }, 'a b': {} }", "`#/components/schemas/a b` is not a URI"),
        ("responses: { a: { $ref: '#/components/responses/{}' } }", "`#/components/responses/{}` is not a URI"),
        ("schemas: { A: {} }\n  responses: { a: { $ref: '#/components/schemas/A' } }", "not to a Response Object"),
        ("links: { a: {} }", "4:12: error: the link has neither `operationId` nor `operationRef`"),
        (
            "links: { a: { operationId: listPets, operationRef: '#/paths/~1pets/get' } }",
            "`operationRef` and `operationId` cannot be used together"
        ),
        (
            "links: { a: { operationId: lisPets } }",
            "4:30: error: no operation has the operationId `lisPets`; did you mean `listPets`?"
        ),
        ("links: { a: { operationRef: '#/paths/~1pet/get' } }", "did you mean `#/paths/~1pets/get`?"),
        ("links: { a: { operationRef: '#/info' } }", "`#/info` does not lead to an operation"),
        (
            "links: { a: { operationId: listPets, parameters: { id: 1 } } }",
            "4:54: error: the operation of the link has no parameter `id`"
        ),
        ("links: { a: { operationId: listPets, parameters: [] } }", "`parameters` must be an object"),
        ("links: { a: { operationId: listPets, body: 1 } }", "the Link Object has no field `body`"),
        ("pathItems: { a: { get: { operationId: listPets } } }", "the operationId `listPets` is taken already"),
    ])
    func `a component that breaks a rule of the specification is reported`(line: String, expected: String) {
        let found = diagnostics(Self.contract("components:\n  \(line)"), checkEverything: true)
        #expect(found.contains { $0.contains(expected) }, "\(found)")
    }

    @Test func `runtime expressions of links and callbacks are checked`() throws {
        let expressions = [
            "$url", "$method", "$statusCode", "$request.body", "$request.body#/a/0", "$request.query.q",
            "$request.path.id", "$request.header.X-A", "$response.body#/id", "$response.header.Location",
        ]
        let keys = expressions.map { "'https://a.example/{\($0)}/x': {}, '\($0)': {}" }.joined(separator: ", ")
        let sound = Self.contract("components: { callbacks: { a: { onData: {}, \(keys) } } }")
        #expect(diagnostics(sound, checkEverything: true).isEmpty)
        let parameters = "parameters: [{ name: q, in: query, schema: {} }]"
        let link = "components: { links: { a: { operationId: listPets, parameters: { q: $request.bdy } } } }"
        let found = try ContractLoader.load(text: Self.contract(link, operation: parameters), checkEverything: true)
        let expected = "openapi.yaml:3:69: warning: `$request.bdy` is not a runtime expression, "
        #expect(found.diagnostics.map(\.description).first?.hasPrefix(expected) == true, "\(found.diagnostics)")
    }

    @Test func `an operationId that is repeated in a webhook or a callback is reported`() throws {
        try expect(
            Self.contract("webhooks: { pet: { post: { operationId: listPets } } }"),
            "3:41: error: the operationId `listPets` is taken already"
        )
        let callback = "callbacks: { done: { '{$request.body#/u}': { post: { operationId: listPets } } } }"
        try expect(Self.contract("", operation: callback), "9:73: error: the operationId `listPets` is taken already")
    }
}
