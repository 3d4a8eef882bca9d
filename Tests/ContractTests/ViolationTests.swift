import Contract
import Documents
import OrderedCollections
import Testing

struct ViolationTests {
    @Test(
        arguments: [
            (#"{"type": "string"}"#, 1, "must be a string"),
            (#"{"type": ["string", "null"]}"#, 1, "must be a string or null"),
            (#"{"type": ["integer", "number"]}"#, "a", "must be a number"),
            (#"{"type": "integer"}"#, "a", "must be an integer"),
            (#"{"enum": ["active", "suspended"]}"#, "x", "must be one of active, suspended"),
            (#"{"const": 1}"#, 2, "must be 1"),
            (#"{"minLength": 1}"#, "", "must be at least 1 character long"),
            (#"{"maxLength": 2}"#, "abc", "must be at most 2 characters long"),
            (#"{"pattern": "^a$"}"#, "b", "must match the pattern ^a$"),
            (#"{"format": "email"}"#, "b", "must be an email address"),
            (#"{"minimum": 1}"#, 0, "must be at least 1"), (#"{"maximum": 100}"#, 101, "must be at most 100"),
            (#"{"maxItems": 3}"#, [1, 2, 3, 4], "must have at most 3 items"),
            (#"{"maxProperties": 1}"#, ["a": 1, "b": 2], "must have at most 1 key"),
            (#"{"x-max-bytes": 2}"#, "abc", "must be at most 2 bytes of JSON"),
            (#"{"anyOf": [{"type": "string", "format": "email"}, {"type": "null"}]}"#, "x", "must be an email address"),
            (#"{"anyOf": [{"type": "string", "format": "email"}, {"type": "null"}]}"#, 5, "must be a string or null"),
            (#"{"oneOf": [{"const": "a"}, {"const": "b"}]}"#, "c", "must be one of a, b"),
            (#"{"anyOf": [{"minimum": 5}, {"maximum": 1}]}"#, 3, "must have one of the 2 allowed forms"),
            (
                #"{"anyOf": [{"required": ["name"]}, {"required": ["email"]}]}"#, [:],
                "Provide at least one of: name, email"
            ),
        ] as [(String, JSONValue, String)]
    )
    func `the message of a violation says which value would be valid`(
        schema: String,
        value: JSONValue,
        message: String
    ) throws {
        #expect(try violations(of: value, schema: schema).map(\.message) == [message])
    }

    @Test func `a union with a constant in each branch reports the branch whose constant matches`() throws {
        let schema = #"""
            {"oneOf": [
                {"required": ["type", "text"], "properties": {"type": {"const": "text"}, "text": {"type": "string"}}},
                {"required": ["type", "image"], "properties": {"type": {"const": "image"}, "image": {"type": "object"}}}
            ]}
            """#
        let found = try violations(of: ["type": "image", "image": "x"], schema: schema)
        #expect(found.map(\.pointer.description) == ["/image"])
        #expect(try violations(of: ["type": "video"], schema: schema).map(\.keyword) == ["oneOf"])
    }

    @Test func `a violation has the nearest error code around its keyword`() throws {
        let schema = #"""
            {"type": "object", "properties": {
                "to": {"type": "string", "pattern": "^[+]", "x-error-code": "invalid_phone_number"},
                "url": {"x-error-code": "outer", "allOf": [{"type": "string"}, {"x-error-code": "inner", "format": "uri"}]},
                "name": {"type": "string"}
            }, "allOf": [{"x-error-code": "invalid_request", "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}]}
            """#
        let found = try requestViolations(of: ["to": "x", "url": "y", "name": 1], schema: schema)
        #expect(found.map(\.errorCode) == ["invalid_request", "invalid_phone_number", "inner", nil])
        #expect(try requestViolations(of: ["url": 1, "a": 1], schema: schema).map(\.errorCode).first == "outer")
    }

    @Test func `a missing property is reported in the declared order of the properties`() throws {
        let schema = #"""
            {"required": ["z", "b"], "properties": {"a": {"type": "string"}, "b": true, "c": {"type": "string"}}}
            """#
        let found = try requestViolations(of: ["c": 1, "a": 1], schema: schema)
        #expect(found.map(\.pointer.description) == ["/a", "/b", "/c", "/z"])
        #expect(found.map(\.isMissing) == [false, true, false, true])
        #expect(found[1].keyword == "required")
    }

    @Test func `violations follow the declared order of properties, those of branches last`() throws {
        let components = #"""
            {"Base": {"properties": {"one": {"type": "string"}, "two": {"type": "object", "properties": {"x": {"type": "string"}, "y": {"type": "string"}}}}}}
            """#
        let schema = ##"""
            {"allOf": [{"$ref": "#/components/schemas/Base"}],
             "properties": {"three": {"type": "array", "items": {"properties": {"p": {"type": "string"}, "q": {"type": "string"}}}}},
             "if": {"required": ["three"]}, "then": {"required": ["one"]}}
            """##
        let value: JSONValue = ["three": [["q": 1, "p": 1], ["p": 1]], "two": ["y": 1, "x": 1]]
        let found = try requestViolations(of: value, schema: schema, components: components)
        let order = ["/three/0/p", "/three/0/q", "/three/1/p", "/one", "/two/x", "/two/y"]
        #expect(found.map(\.pointer.description) == order)
        let operation = try contract(bodySchema: schema, components: components).operations[0]
        #expect(operation.bodyFieldOrder == ["three", "one", "two"])
    }

    @Test func `null for a required property counts as missing in a request but not in a response`() throws {
        let schema = #"""
            {"required": ["a", "b"], "properties": {"a": {"type": "string", "minLength": 1}, "b": {"type": ["string", "null"]}, "c": {"type": "string"}}}
            """#
        let value: JSONValue = ["a": nil, "b": nil, "c": nil]
        let request = try requestViolations(of: value, schema: schema)
        #expect(request.map(\.keyword) == ["required", "type"])
        #expect(request.map(\.isMissing) == [true, false])
        #expect(request.map(\.pointer.description) == ["/a", "/c"])
        #expect(try violations(of: value, schema: schema).map(\.isMissing) == [false, false])
    }

    @Test func `null for a property that a branch requires counts as missing`() throws {
        let schema = #"""
            {"properties": {"type": true, "text": {"type": "object"}},
             "if": {"properties": {"type": {"const": "text"}}}, "then": {"required": ["text"]}}
            """#
        let found = try requestViolations(of: ["type": "text", "text": nil], schema: schema)
        #expect(found.map(\.isMissing) == [true])
        #expect(found.map(\.pointer.dotted) == ["text"])
    }
}
