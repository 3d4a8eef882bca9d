import Contract
import Documents
import OrderedCollections
import Testing

struct SampleTests {
    @Test(arguments: [
        "{}", #"{"type": "string"}"#, #"{"type": "string", "minLength": 12}"#, #"{"type": "string", "maxLength": 2}"#,
        #"{"type": "string", "pattern": "^cus_[0-9A-HJKMNP-TV-Z]{26}$"}"#,
        #"{"type": "string", "pattern": "^[a-z]+$", "minLength": 6}"#,
        #"{"type": "string", "format": "date-time"}"#, #"{"type": "integer", "minimum": 3}"#,
        #"{"type": "integer", "maximum": -3}"#,
        #"{"exclusiveMinimum": 0, "exclusiveMaximum": 1}"#, #"{"type": "number", "multipleOf": 0.5, "minimum": 0.7}"#,
        #"{"type": "boolean"}"#, #"{"type": "null"}"#, #"{"enum": [null, "a"]}"#, #"{"const": {"a": 1}}"#,
        #"{"type": ["null", "string"]}"#,
        #"{"type": "array", "items": {"type": "string"}, "minItems": 3, "uniqueItems": true}"#,
        #"{"prefixItems": [{"type": "string"}, {"type": "integer"}], "items": false, "type": "array"}"#,
        #"{"type": "array", "contains": {"const": 5}}"#,
        #"{"required": ["a"], "properties": {"a": {"type": "integer"}, "b": false}}"#,
        #"{"type": "object", "minProperties": 2}"#,
        #"{"required": ["a"], "additionalProperties": {"type": "integer"}}"#,
        #"{"allOf": [{"required": ["a"]}, {"properties": {"a": {"type": "string"}}}]}"#,
        #"{"oneOf": [{"type": "string"}, {"type": "integer"}]}"#,
        #"{"oneOf": [{"type": "number"}, {"type": "integer"}]}"#,
        #"{"properties": {"t": {"enum": ["a", "b"]}}, "required": ["t"], "if": {"properties": {"t": {"const": "a"}}}, "then": {"required": ["x"]}, "else": {"required": ["y"]}}"#,
        #"{"properties": {"a": {"type": "string"}}, "required": ["a"], "unevaluatedProperties": false}"#,
        #"{"properties": {"a": true}, "dependentRequired": {"a": ["b"]}}"#, #"{"example": "given"}"#,
        #"{"not": {"type": "object"}, "type": ["object", "string"]}"#,
    ])
    func `the sample response of a schema is valid and always the same`(schema: String) throws {
        let operation = try contract(bodySchema: schema).operations[0]
        let sample = operation.sampleResponse()
        let body = try #require(sample.body)
        let found = operation.validateResponse(status: sample.status, headers: sample.headers, body: body.serialized)
        #expect(found.isEmpty, "\(body.text): \(found)")
        #expect(operation.sampleResponse().body == body)
    }

    @Test func `a recursive schema has a valid sample`() throws {
        let components =
            ##"{"T": {"type": "object", "required": ["v"], "properties": {"v": {"type": "integer"}, "kids": {"type": "array", "items": {"$ref": "#/components/schemas/T"}}}}}"##
        let operation = try contract(bodySchema: ##"{"$ref": "#/components/schemas/T"}"##, components: components)
            .operations[0]
        let body = try #require(operation.sampleResponse().body)
        #expect(operation.validateBody(body).isEmpty)
    }

    @Test func `a sample response prefers an example to the schema and a plain response to a switched one`() throws {
        let text = """
            openapi: 3.1.0
            paths:
              /a:
                get:
                  responses:
                    '200': { description: x, x-switch: s }
                    '404': { description: x }
                    '302': { description: x, headers: { Location: { schema: { type: string, format: uri } } } }
                post:
                  responses:
                    '201':
                      description: x
                      headers: { X-Id: { schema: { type: string }, example: id_1 } }
                      content: { application/json: { schema: { type: object }, examples: { one: { $ref: '#/components/examples/E' } } } }
            components: { examples: { E: { value: { a: 1 } } } }
            """
        let contract = try ContractLoader.load(text: text)
        let get = contract.operations[0].sampleResponse()
        #expect(get.status == 302 && get.body == nil && get.headers.first?.value == "https://example.com/")
        let post = contract.operations[1].sampleResponse()
        #expect(post.status == 201 && post.body == ["a": 1])
        #expect(post.headers.map(\.name) == ["X-Id", "Content-Type"] && post.headers[0].value == "id_1")
    }
}
