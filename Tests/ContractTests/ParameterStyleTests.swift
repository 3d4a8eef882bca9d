import Contract
import Documents
import OrderedCollections
import Testing

/// Every row of OpenAPI's table of parameter styles, for lists and objects.
struct ParameterStyleTests {
    private static let object =
        "{ type: object, required: [a], additionalProperties: false, "
        + "properties: { a: { type: integer }, b: { type: string } } }"
    private static let list = "{ type: array, items: { type: integer } }"

    private static func operation(_ parameter: String, path: String = "/x") throws -> Operation {
        let text = """
            openapi: 3.1.0
            info: { title: x, version: '1' }
            paths:
              \(path):
                get:
                  parameters: [\(parameter)]
                  responses: { '200': { description: x } }
            """
        return try ContractLoader.load(text: text).operations[0]
    }

    // MARK: Query

    @Test(
        arguments: [
            ("", list, "f=1&f=2", [1, 2]), ("explode: false,", list, "f=1,2", [1, 2]),
            ("explode: false,", list, "f=1%2C2", [1, 2]), ("explode: false,", list, "f=", []),
            ("style: spaceDelimited,", list, "f=1%202", [1, 2]), ("style: spaceDelimited,", list, "f=1+2", [1, 2]),
            ("style: pipeDelimited,", list, "f=1|2", [1, 2]), ("style: pipeDelimited,", list, "f=1%7C2", [1, 2]),
            ("style: pipeDelimited, explode: true,", list, "f=1&f=2", [1, 2]),
            ("", object, "a=1&b=x", ["a": 1, "b": "x"]), ("explode: false,", object, "f=a,1,b,x", ["a": 1, "b": "x"]),
            ("explode: false,", object, "f=a,1,b,x%2Cy", ["a": 1, "b": "x,y"]),
            ("style: spaceDelimited,", object, "f=a%201%20b%20x", ["a": 1, "b": "x"]),
            ("style: pipeDelimited,", object, "f=a|1|b|x", ["a": 1, "b": "x"]),
            ("style: deepObject, explode: true,", object, "f[a]=1&f[b]=x", ["a": 1, "b": "x"]),
            ("style: deepObject,", object, "f%5Ba%5D=1", ["a": 1]),
            (
                "style: deepObject,",
                "{ type: object, properties: { a: { type: object, properties: { n: { type: integer } } } } }",
                "f[a][n]=1", ["a": ["n": 1]]
            ),
            (
                "style: deepObject,", "{ type: object, properties: { a: \(list) } }", "f[a]=1&f[a]=2", ["a": [1, 2]]
            ),
            ("style: deepObject,", "{ type: object, properties: { a: \(list) } }", "f[a][]=1", ["a": [1]]),
            (
                "style: deepObject,", "{ type: object, properties: { a: \(list) } }", "f[a][0]=1&f[a][1]=2",
                ["a": [1, 2]]
            ),
            ("", "{ type: object, additionalProperties: { type: integer } }", "x=1&y=2", ["x": 1, "y": 2]),
            ("", "{ type: object, properties: { ids: \(list) } }", "ids=1&ids=2", ["ids": [1, 2]]),
        ] as [(String, String, String, JSONValue)]
    )
    func `a query parameter is read by its style`(
        style: String,
        schema: String,
        query: String,
        value: JSONValue
    ) throws {
        let operation = try Self.operation("{ name: f, in: query, required: true, \(style) schema: \(schema) }")
        let validation = operation.validateRequest(query: QueryItem.items(query), headers: { _ in nil }, body: .absent)
        #expect(validation.violations.isEmpty)
        #expect(validation.parameters["f"] == value)
    }

    @Test(arguments: [
        ("", list, "f=1&f=x", "f.1"), ("explode: false,", list, "f=1,x", "f.1"), ("", object, "b=x", "f.a"),
        ("", object, "a=x", "f.a"), ("explode: false,", object, "f=a,x", "f.a"),
        ("explode: false,", object, "f=a", "f"),
        ("explode: false,", object, "f=a,1,c,2", "f.c"), ("style: deepObject,", object, "f[b]=x", "f.a"),
        ("style: deepObject,", object, "f[c]=x&f[a]=1", "f.c"), ("style: deepObject,", object, "f=1", "f"),
        ("style: pipeDelimited,", list, "f=1|x", "f.1"),
    ])
    func `an invalid query parameter gets a violation at its place`(
        style: String,
        schema: String,
        query: String,
        place: String
    ) throws {
        let operation = try Self.operation("{ name: f, in: query, required: true, \(style) schema: \(schema) }")
        let validation = operation.validateRequest(query: QueryItem.items(query), headers: { _ in nil }, body: .absent)
        #expect(validation.violations.map(\.pointer.dotted) == [place])
    }

    @Test func `an optional object in brackets is absent if the query has only other parameters`() throws {
        let operation = try Self.operation("{ name: f, in: query, style: deepObject, schema: \(Self.object) }")
        let validation = operation.validateRequest(query: [QueryItem("g", "1")], headers: { _ in nil }, body: .absent)
        #expect(validation.violations.isEmpty)
        #expect(validation.parameters["f"] == nil)
    }

    // MARK: Path

    @Test(arguments: [
        ("", list, "1,2"), ("explode: true,", list, "1,2"), ("", object, "a,1,b,x"),
        ("explode: true,", object, "a=1,b=x"),
        ("style: label,", "{ type: integer }", ".5"), ("style: label,", list, ".1.2"), ("style: label,", list, ".1,2"),
        ("style: label, explode: true,", list, ".1.2"), ("style: label,", object, ".a,1,b,x"),
        ("style: label,", object, ".a.1.b.x"), ("style: label, explode: true,", object, ".a=1.b=x"),
        ("style: matrix,", "{ type: integer }", ";f=5"), ("style: matrix,", list, ";f=1,2"),
        ("style: matrix, explode: true,", list, ";f=1;f=2"), ("style: matrix,", object, ";f=a,1,b,x"),
        ("style: matrix, explode: true,", object, ";a=1;b=x"),
    ])
    func `a path parameter is read by its style`(style: String, schema: String, text: String) throws {
        #expect(try Self.violations(style, schema, text).isEmpty)
    }

    @Test(arguments: [
        ("", list, "1,x"), ("", object, "a,x"), ("", object, "b,x"), ("explode: true,", object, "a,1"),
        ("style: label,", list, "1.2"), ("style: label,", list, ".1.x"),
        ("style: label, explode: true,", object, ".a.1"),
        ("style: matrix,", list, "1,2"), ("style: matrix,", list, ";g=1"), ("style: matrix,", list, ";f=1,x"),
        ("style: matrix, explode: true,", object, ";a=x"), ("style: matrix,", "{ type: integer }", ";f=x"),
    ])
    func `a path parameter that does not fit its style or schema is refused`(
        style: String,
        schema: String,
        text: String
    ) throws {
        #expect(!(try Self.violations(style, schema, text).isEmpty))
    }

    private static func violations(_ style: String, _ schema: String, _ text: String) throws -> [ContractViolation] {
        let parameter = "{ name: f, in: path, required: true, \(style) schema: \(schema) }"
        let contract = try ContractLoader.load(
            text: """
                openapi: 3.1.0
                info: { title: x, version: '1' }
                paths: { '/x/{f}': { get: { parameters: [\(parameter)], responses: { '200': { description: x } } } } }
                """
        )
        guard case .operation(let operation, let path) = contract.routes.match(method: "GET", path: "/x/\(text)") else {
            throw NotRouted()
        }
        return operation.validateRequest(query: [], headers: { _ in nil }, body: .absent, path: path).violations
    }

    private struct NotRouted: Error {}

    // MARK: Headers and cookies

    @Test(arguments: [
        ("header", "", list, "1, 2"), ("header", "", object, "a,1,b,x"),
        ("header", "explode: true,", object, "a=1, b=x"),
        ("cookie", "", "{ type: integer }", "f=5; g=x"), ("cookie", "explode: false,", list, "f=1,2"),
        ("cookie", "", list, "f=1; f=2"), ("cookie", "", object, "a=1; b=x"),
        ("cookie", "explode: false,", object, "f=a,1"),
    ])
    func `a header or cookie is read by its style`(
        location: String,
        style: String,
        schema: String,
        field: String
    ) throws {
        let operation = try Self.operation("{ name: f, in: \(location), required: true, \(style) schema: \(schema) }")
        let name = location == "header" ? "f" : "Cookie"
        let validation = operation.validateRequest(query: [], headers: { $0 == name ? field : nil }, body: .absent)
        #expect(validation.violations.isEmpty)
        let none = operation.validateRequest(query: [], headers: { _ in nil }, body: .absent)
        #expect(none.violations.map(\.isMissing) == [true])
    }

    // MARK: Types

    @Test(
        arguments: [
            ("{ anyOf: [{ type: array, items: { type: integer } }, { type: 'null' }] }", "f=1&f=2", [1, 2]),
            ("{ anyOf: [{ type: integer }, { const: all }] }", "f=5", 5),
            ("{ anyOf: [{ type: integer }, { const: all }] }", "f=all", "all"),
            ("{ oneOf: [{ type: integer }, { type: string, pattern: '^[a-z]+$' }] }", "f=5", 5),
            ("{ oneOf: [{ type: integer }, { type: string, pattern: '^[a-z]+$' }] }", "f=abc", "abc"),
            ("{ enum: [1, 2, x] }", "f=1", 1), ("{ enum: [1, 2, x] }", "f=x", "x"),
            ("{ enum: ['1', '2'] }", "f=1", "1"),
            ("{ const: 7 }", "f=7", 7), ("{ type: [integer, 'null'] }", "f=7", 7),
            ("{ type: [integer, 'null'] }", "f=", nil),
            ("{ type: [boolean, string] }", "f=true", true), ("{ type: string }", "f=7", "7"), ("{}", "f=7", "7"),
            ("{ type: [array, string], items: { type: integer } }", "f=x", "x"),
            (
                "{ oneOf: [{ type: string, maxLength: 2 }, { type: array, items: { type: string } }] }", "f=a&f=b",
                ["a", "b"]
            ),
            ("{ type: array, items: { anyOf: [{ type: integer }, { type: boolean }] } }", "f=1&f=true", [1, true]),
            ("{ $ref: '#/components/schemas/N' }", "f=7", 7),
            ("{ allOf: [{ $ref: '#/components/schemas/N' }] }", "f=7", 7),
        ] as [(String, String, JSONValue)]
    )
    func `a parameter's text is read as the type that its schema allows`(
        schema: String,
        query: String,
        value: JSONValue
    ) throws {
        let contract = try ContractLoader.load(
            text: """
                openapi: 3.1.0
                info: { title: x, version: '1' }
                paths:
                  /x:
                    get:
                      parameters: [{ name: f, in: query, schema: \(schema) }]
                      responses: { '200': { description: x } }
                components: { schemas: { N: { anyOf: [{ type: integer }, { type: boolean }] } } }
                """
        )
        let items = QueryItem.items(query)
        let validation = contract.operations[0].validateRequest(query: items, headers: { _ in nil }, body: .absent)
        #expect(validation.violations.isEmpty)
        #expect(validation.parameters["f"] == value)
    }

    @Test(arguments: [
        ("{ anyOf: [{ type: array, items: { type: integer } }, { type: 'null' }] }", "f=x"),
        ("{ anyOf: [{ type: integer }, { const: all }] }", "f=none"),
        ("{ oneOf: [{ type: integer }, { type: string, pattern: '^[a-z]+$' }] }", "f=A"),
        ("{ enum: [1, 2, x] }", "f=3"),
        ("{ type: [boolean, integer] }", "f=yes"),
    ])
    func `a parameter's text that fits no allowed type is refused`(schema: String, query: String) throws {
        let operation = try Self.operation("{ name: f, in: query, schema: \(schema) }")
        let validation = operation.validateRequest(query: QueryItem.items(query), headers: { _ in nil }, body: .absent)
        #expect(!validation.isValid)
    }

    // MARK: Unreadable parameters

    @Test(arguments: [
        "{ name: f, in: query, style: deepObject, schema: \(list) }",
        "{ name: f, in: query, schema: { type: array, items: { type: object } } }",
        "{ name: f, in: header, schema: { type: object, properties: { a: { type: object } } } }",
        "{ name: f, in: query, style: pipeDelimited, explode: true, schema: \(object) }",
        "{ name: f, in: query, content: { application/xml: { schema: { type: object } } } }",
    ])
    func `a parameter with an unreadable form is not validated and has a reason`(parameter: String) throws {
        let operation = try Self.operation(parameter)
        #expect(operation.parameters[0].unreadableReason != nil)
        let query = [QueryItem("f", "anything")]
        #expect(operation.validateRequest(query: query, headers: { _ in "anything" }, body: .absent).isValid)
    }

    @Test(arguments: [
        "{ name: f, in: query, schema: \(list) }", "{ name: f, in: query, style: deepObject, schema: \(object) }",
        "{ name: f, in: query, schema: { type: object, properties: { ids: \(list) } } }",
        "{ name: f, in: query, content: { application/json: { schema: { type: object } } } }",
        "{ name: f, in: query, schema: {} }",
    ])
    func `a parameter with a readable form has no reason`(parameter: String) throws {
        #expect(try Self.operation(parameter).parameters[0].unreadableReason == nil)
    }
}
