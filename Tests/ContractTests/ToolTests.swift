import Documents
import OrderedCollections
import Testing

@testable import Contract

/// The tools of the MCP endpoint in a contract (`x-mcp-tools`).
@Suite struct ToolTests {
    private static let operations = """
        openapi: 3.1.0
        paths:
          /things/{id}:
            parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
            get: { operationId: getThing, parameters: [{ name: limit, in: query, schema: { type: integer } }], responses: {} }
        components: { schemas: { A: { type: string, x-redact: id, x-b: 1 }, B: { type: array, items: { $ref: '#/components/schemas/B' } } } }
        x-mcp-tools:

        """

    private static func tool(_ name: String, _ rest: String = "") -> String {
        "  - { name: \(name), description: d, operation: getThing, inputSchema: { type: object }\(rest) }\n"
    }

    @Test(arguments: [
        ("  - 5\n", "8:5: error: the entry must be an object (tool)"),
        ("  - { description: d }\n", "error: the tool has no `name`"),
        (tool("'a b'"), "8:13: error: the name of a tool must be 1 to 128 letters"),
        (tool("a") + tool("a"), "9:13: error: there are two tools with the name `a`"),
        ("  - { name: a, inputSchema: { type: object } }\n", "the tool has no `operation`"),
        (
            "  - { name: a, operation: getThings, inputSchema: { type: object } }\n",
            "8:27: error: no operation has the operationId `getThings`; did you mean `getThing`?"
        ),
        ("  - { name: a, operation: getThing }\n", "the tool has no `inputSchema`"),
        ("  - { name: a, operation: getThing, inputSchema: { type: string } }\n", "the type must be `object`"),
        (
            "  - { name: a, operation: getThing, inputSchema: { type: object, properties: { x: { $ref: '#/components/schemas/B' } } } }\n",
            "the schema must not refer to itself or to another document"
        ),
        (tool("a", ", arguments: { x: path.id }"), "the schema has no property `x`"),
    ])
    func `a mistake in a tool is reported at its place`(text: String, part: String) {
        let found = diagnostics(Self.operations + text)
        #expect(found.contains { $0.contains(part) }, "\(found)")
    }

    @Test(arguments: [
        ("place.id", "the place of an argument must be `path.NAME`"),
        ("path.ib", "the path `/things/{id}` has no `{ib}`; did you mean `path.id`?"),
        ("query.limt", "getThing has no query parameter `limt`; did you mean `query.limit`?"),
        ("body.name", "the body of getThing has no field `name`"),
        ("query.limit", "no argument of the tool is the `{id}` of the path `/things/{id}`"),
    ])
    func `a wrong place of an argument is reported`(place: String, part: String) {
        let text =
            "  - { name: a, operation: getThing, arguments: { x: \(place) }, "
            + "inputSchema: { type: object, properties: { x: { type: string } } } }\n"
        let found = diagnostics(Self.operations + text)
        #expect(found.contains { $0.contains(part) }, "\(found)")
    }

    @Test(arguments: [
        (
            "annotations: { readonlyHint: true }",
            "the protocol has no hint `readonlyHint`; did you mean `readOnlyHint`?"
        ),
        (
            "inputSchema: { type: object, properties: { limt: { type: integer } } }",
            "getThing has no parameter `limt` and no body; did you mean `limit`?"
        ),
    ])
    func `a name that the protocol or the operation does not have is reported`(members: String, part: String) {
        let found = diagnostics(Self.operations + "  - { name: a, operation: getThing, \(members) }\n")
        #expect(found.contains { $0.contains(part) }, "\(found)")
    }

    @Test func `an unknown key of a tool is reported when everything is checked`() {
        let text = Self.operations + Self.tool("a", ", titel: T")
        let found = diagnostics(text, checkEverything: true)
        #expect(found.contains { $0.contains("the tool has no field `titel`; did you mean `title`?") }, "\(found)")
    }

    @Test func `a tool has the schema without references and extensions and knows where arguments go`() throws {
        let text =
            "  - { name: a, description: d, operation: getThing, arguments: { thing: path.id }, inputSchema: { type: object, "
            + "properties: { thing: { $ref: '#/components/schemas/A', description: t }, limit: { type: integer } } } }\n"
        let tools = try ContractLoader.load(text: Self.operations + text).tools
        let tool = try #require(tools.first)
        #expect(tool.title == "a")
        #expect(tool.operation.id == "getThing")
        #expect(
            tool.inputSchema == [
                "type": "object",
                "properties": [
                    "thing": ["type": "string", "description": "t"], "limit": ["type": "integer"],
                ],
            ]
        )
        #expect(tool.arguments["thing"] == .path("id"))
        #expect(tool.arguments["limit"] == .query("limit"))
        #expect(tool.argumentTypes == ["thing": "string", "limit": "integer"])
    }

    @Test func `arguments are redacted as the parameters and fields that they become, others as undeclared`() throws {
        let text = """
            openapi: 3.1.0
            paths:
              /things/{id}:
                put:
                  operationId: putThing
                  parameters:
                    - { name: id, in: path, required: true, schema: { type: string, x-redact: id } }
                    - { name: limit, in: query, schema: { type: integer } }
                    - { name: search, in: query, schema: { type: string, x-redact: name } }
                  requestBody:
                    content:
                      application/json:
                        schema: { type: object, properties: { name: { type: string, x-redact: name }, all: { x-redact: all } } }
                  responses: {}
            x-mcp-tools:
              - name: put_thing
                operation: putThing
                arguments: { thing: path.id, title: body.name, query: phone_or_search, last: latest_messages }
                inputSchema:
                  type: object
                  properties: { thing: {}, title: {}, all: {}, limit: {}, query: {}, last: {} }
            """
        let tool = try #require(try ContractLoader.load(text: text).tools.first)
        let arguments: JSONObject = [
            "thing": "a", "title": "b", "all": ["c": 1], "limit": 5, "query": "d", "last": 6, "name": "e", "other": 7,
        ]
        let redacted = tool.redactedArguments(arguments) { value, redaction in
            switch redaction {
            case .shown: value
            case .undeclared: .string("undeclared " + value.plainText)
            case .emptied: "emptied"
            case .cleaned: "cleaned"
            case .replaced(let kind), .formed(let kind): .string(kind.rawValue)
            }
        }
        let expected: JSONValue = [
            "thing": "id", "title": "name", "all": "emptied", "limit": 5, "query": "name", "last": 6,
            "undeclared name": "text", "undeclared other": "text",
        ]
        #expect(.object(redacted) == expected)
    }

    @Test func `the contract of the project has the eleven tools, whose arguments all have a place`() throws {
        let tools = try OwnContractTests.contract().tools
        #expect(
            tools.map(\.name) == [
                "list_phone_numbers", "send_message", "list_conversations", "get_conversation", "search_contacts",
                "list_templates", "list_customers", "get_customer", "create_customer", "update_customer",
                "create_customer_setup_link",
            ]
        )
        for tool in tools {
            #expect(!tool.inputSchema.text.contains("$ref"), "\(tool.name)")
            #expect(!tool.inputSchema.text.contains("\"x-"), "\(tool.name)")
            #expect(tool.annotations.count == 4, "\(tool.name)")
            for (argument, place) in tool.arguments {
                guard case .body(let name) = place else { continue }
                #expect(tool.operation.bodyFieldOrder.contains(name), "\(tool.name) \(argument)")
            }
        }
    }
}
