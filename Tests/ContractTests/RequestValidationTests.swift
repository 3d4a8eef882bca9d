import Contract
import Documents
import OrderedCollections
import Testing

struct RequestValidationTests {
    static let text = """
        openapi: 3.1.0
        paths:
          /x/{id}:
            parameters:
              - { name: id, in: path, required: true, schema: { type: integer } }
              - { name: limit, in: query, schema: { type: integer } }
            get:
              parameters:
                - { name: status, in: query, schema: { enum: [active, archived] } }
                - { name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 100, x-error-code: invalid_limit } }
                - { name: ids, in: query, schema: { type: array, items: { type: integer }, maxItems: 2 } }
                - { name: tags, in: query, explode: false, schema: { type: array, items: { type: string } } }
                - { name: deep, in: query, schema: { type: boolean } }
                - { name: ratio, in: query, schema: { type: number } }
                - { name: filter, in: query, content: { application/json: { schema: { type: object } } } }
                - { name: q, in: query, required: true, schema: { type: string, minLength: 2 } }
                - { name: Trace, in: header, required: true, x-error-code: bad_trace, schema: { type: string, maxLength: 3 } }
                - { name: Authorization, in: header, required: true, schema: { type: string } }
              responses: { '200': { description: x } }
            post:
              parameters: []
              requestBody: { required: true, content: { text/plain: {}, application/json; charset=utf-8: { schema: { type: object } } } }
              responses: { '200': { description: x } }
            put:
              requestBody: { content: { text/csv: { schema: { type: string } } } }
              responses: { '200': { description: x } }
        """

    static func get() throws -> Operation {
        try #require(try ContractLoader.load(text: text).operation("get /x/{id}"))
    }

    static func validate(_ query: [(name: String, value: String)], trace: String? = "t") throws -> RequestValidation {
        let items = query.map { QueryItem($0.name, $0.value) }
        return try get().validateRequest(query: items, headers: { $0 == "Trace" ? trace : nil }, body: .absent)
    }

    @Test func `query parameters are read as the types of their schemas`() throws {
        let query = [
            ("limit", "25"), ("ids", "1"), ("ids", "2"), ("tags", "a,b"), ("deep", "true"), ("ratio", "-1.5e1"),
            ("q", "12"),
            ("filter", #"{"a":1}"#), ("unknown", "x"),
        ]
        let validation = try Self.validate(query.map { (name: $0.0, value: $0.1) })
        #expect(validation.isValid, "\(validation.violations)")
        let expected: [String: JSONValue] = [
            "limit": 25, "ids": [1, 2], "tags": ["a", "b"], "deep": true, "ratio": -15.0, "q": "12", "filter": ["a": 1],
        ]
        #expect(validation.parameters == expected)
    }

    @Test(arguments: ["abc", "1.0", "+5", " 5", "", "0x1", "5 ", "1e1"])
    func `an integer parameter with anything but digits is refused`(text: String) throws {
        let validation = try Self.validate([("limit", text), ("q", "ab")])
        #expect(validation.violations.map(\.message) == ["must be an integer"])
        #expect(validation.violations.map(\.errorCode) == ["invalid_limit"])
        #expect(validation.parameters["limit"] == .string(text))
    }

    @Test func `violations follow the declared order of the parameters`() throws {
        let query = [("ids", "1"), ("ids", "x"), ("status", "gone"), ("limit", "101"), ("deep", "yes")]
        let found = try Self.validate(query.map { (name: $0.0, value: $0.1) }, trace: "long").violations
        #expect(found.map(\.pointer.dotted) == ["limit", "status", "ids.1", "deep", "q", "Trace"])
        #expect(found.map(\.location) == [.query, .query, .query, .query, .query, .header])
        #expect(found.map(\.isMissing) == [false, false, false, false, true, false])
        #expect(found.last?.errorCode == "bad_trace")
    }

    @Test func `an operation knows the order of its parameters`() throws {
        let operation = try Self.get()
        #expect(operation.queryOrder == ["limit", "status", "ids", "tags", "deep", "ratio", "filter", "q"])
        #expect(operation.parameters.first?.name == "id")
    }

    @Test func `path parameters are validated only when they are given`() throws {
        let contract = try ContractLoader.load(text: Self.text)
        guard case .operation(let operation, let path) = contract.routes.match(method: "POST", path: "/x/abc") else {
            Issue.record("no operation")
            return
        }
        let found = operation.validateRequest(
            query: [],
            headers: { _ in nil },
            body: operation.content(of: [:]),
            path: path
        ).violations
        #expect(found.map(\.location) == [.path])
        #expect(operation.validateRequest(query: [], headers: { _ in nil }, body: operation.content(of: [:])).isValid)
    }

    @Test func `a missing required body is reported, and a body that is not JSON is not validated`() throws {
        let contract = try ContractLoader.load(text: Self.text)
        let post = try #require(contract.operation("post /x/{id}"))
        #expect(post.validateBody(nil).map(\.isMissing) == [true])
        #expect(post.validateBody([]).map(\.keyword) == ["type"])
        #expect(post.hasRequestBody && post.requiresRequestBody)
        let put = try #require(contract.operation("put /x/{id}"))
        #expect(put.validateBody([1]).isEmpty)
        #expect(put.validateBody(nil).isEmpty)
        #expect(put.bodyFieldOrder.isEmpty)
    }
}
