import Contract
import Documents
import OrderedCollections
import Testing

/// The parameters of a query that have no effect, and bodies in other forms than JSON.
struct UnreadQueryTests {
    private static let text = """
        openapi: 3.1.0
        components:
          schemas: { Range: { type: object, properties: { gte: { type: integer } } } }
          securitySchemes: { k: { type: apiKey, in: query, name: key } }
        security: [{ k: [] }]
        paths:
          /x:
            parameters:
              - { name: limit, in: query, schema: { type: integer } }
            get:
              operationId: read
              parameters:
                - { name: status, in: query, schema: { type: array, items: { type: string } } }
                - { name: old, in: query, x-mock-ignored: use status, schema: { type: string } }
                - { name: created, in: query, style: deepObject, schema: { $ref: '#/components/schemas/Range' } }
                - { name: page, in: query, schema: { type: object, additionalProperties: false, properties: { size: { type: integer } } } }
              responses: { '200': { description: x } }
            post:
              operationId: write
              parameters:
                - { name: any, in: query, schema: { type: object, properties: { a: { type: string } } } }
              requestBody:
                content:
                  application/x-www-form-urlencoded: { schema: { type: object, properties: { a: { type: string } } } }
              responses: { '200': { description: x } }
        """

    private func unread(
        _ id: String,
        _ query: String,
        body: String = "",
        type: String? = nil
    ) throws -> [UnreadPart] {
        let operation = try #require(try ContractLoader.load(text: Self.text).operation(id))
        return operation.unreadParts(query: QueryItem.items(query), body: Array(body.utf8), contentType: type)
    }

    @Test(
        arguments: [
            ("", []), ("limit=1&status=a&status=b", []), ("limt=1", ["/limt"]), ("a=1&a=2", ["/a"]),
            ("status[]=a", ["/status[]"]), ("created[gte]=1", []), ("created[get]=1", ["/created/get"]),
            ("created=1", ["/created"]), ("size=1", []), ("sizes=1", ["/sizes"]), ("key=secret", []),
            ("old=x&b=1", ["/b", "/old"]),
        ] as [(String, [String])]
    )
    func `a query parameter is unread if no declared parameter takes it`(query: String, expected: [String]) throws {
        #expect(try unread("read", query).map(\.pointer.description) == expected)
    }

    @Test(
        arguments: [
            ("limt=1", "limit"), ("status[]=a", "status"), ("created[get]=1", "gte"), ("elephant=1", nil),
        ] as [(String, String?)]
    )
    func `an unknown query parameter has a similar name as its hint`(query: String, hint: String?) throws {
        let parts = try unread("read", query)
        #expect(parts.map(\.hint) == [hint])
        #expect(parts.map(\.location) == [.query])
        #expect(parts.map(\.message) == ["is not in the contract"])
    }

    @Test func `a query parameter with the extension is ignored`() throws {
        let parts = try unread("read", "old=x")
        #expect(parts.map(\.reason) == [.ignored])
        #expect(parts.map(\.message) == ["has no effect in the emulator: use status"])
    }

    @Test func `an object of all query parameters knows only its own properties`() throws {
        #expect(try unread("write", "a=1&limit=2&b=3").map(\.pointer.description) == ["/any/b"])
    }

    @Test(arguments: [("", []), ("{}", []), (" { } ", []), ("{\"a\": 1}", [""]), ("text", [""])])
    func `a body of an operation without a request body is unknown unless it is empty`(
        body: String,
        expected: [String]
    ) throws {
        let parts = try unread("read", "", body: body, type: "application/json")
        #expect(parts.map(\.pointer.description) == expected)
        #expect(parts.allSatisfy { $0.reason == .unknown && $0.location == .body })
    }

    @Test func `the fields of a form are searched like those of a JSON body`() throws {
        let parts = try unread("write", "", body: "a=1&b=2", type: "application/x-www-form-urlencoded")
        #expect(parts.map(\.pointer.description) == ["/b"])
    }
}
