import Contract
import Documents
import Testing

/// What may be shown of the values in a body.
struct RedactionTests {
    /// The body with the name of the redaction in place of each changed value.
    private func redacted(_ body: JSONValue, _ schema: String, _ components: String = "{}") throws -> JSONValue {
        let operation = try contract(bodySchema: schema, components: components).operations[0]
        let change = { (value: JSONValue, redaction: Redaction) -> JSONValue in
            switch redaction {
            case .shown: value
            case .cleaned: "cleaned"
            case .replaced(let kind): .string(kind.rawValue)
            case .formed(let kind): .string("formed \(kind.rawValue)")
            case .emptied: "emptied"
            case .undeclared: "undeclared"
            }
        }
        let request = operation.redactedRequest(body, change)
        #expect(operation.redactedResponse(body, status: 200, change) == request)
        return request
    }

    @Test(
        arguments: [
            (#"{"type": "string"}"#, "Budi", "text"),
            (#"{"type": "string", "enum": ["on", "off"]}"#, "on", "on"),
            (#"{"type": "string", "enum": ["on", "off"]}"#, "up", "cleaned"),
            (#"{"type": "string", "enum": ["on", "off"]}"#, "Budi Santoso", "text"),
            (#"{"type": "string", "enum": ["on", "off"]}"#, "x6281112223", "text"),
            (#"{"const": "on"}"#, "on", "on"),
            (#"{"type": "string", "format": "date-time"}"#, "2026-06-04T10:00:00Z", "2026-06-04T10:00:00Z"),
            (#"{"type": "string", "format": "date-time"}"#, "Budi", "text"),
            (#"{"type": "string", "format": "uri"}"#, "https://a.example", "url"),
            (#"{"type": "string", "format": "email"}"#, "a@b.example", "text"),
            (#"{"type": "string", "pattern": "^cus_"}"#, "cus_1", "formed text"),
            (#"{"type": "string", "pattern": "^cus_", "x-redact": "id"}"#, "cus_1", "formed id"),
            (#"{"type": "string", "pattern": "^cus_", "x-redact": "id"}"#, "Budi", "id"),
            (#"{"type": "string", "pattern": "^cus_", "x-redact": "none"}"#, "cus_1", "cleaned"),
            (#"{"type": "string", "pattern": "^cus_"}"#, "Budi", "text"),
            (#"{"type": "string", "x-redact": "none"}"#, "Budi", "cleaned"),
            (#"{"type": "string", "x-redact": "name"}"#, "Budi", "name"),
            (#"{"type": "string", "enum": ["on"], "x-redact": "name"}"#, "on", "on"),
            (#"{"type": "integer"}"#, 5, 5),
            (#"{"type": "number", "x-redact": "text"}"#, 5.5, "text"),
            ("{}", 5, "text"),
            (#"{"type": ["string", "null"]}"#, 62_811_122_233, "text"),
            (#"{"enum": [1, 2]}"#, 2, 2),
            (#"{"enum": [1, 2]}"#, 3, "text"),
            ("{}", "Budi", "text"),
            ("{}", true, true),
            ("{}", nil, nil),
        ] as [(String, JSONValue, JSONValue)]
    )
    func `a value is shown only if the contract allows it`(
        schema: String,
        value: JSONValue,
        expected: JSONValue
    ) throws {
        let schema = #"{"type": "object", "properties": {"a": \#(schema)}}"#
        #expect(try redacted(["a": value], schema) == ["a": expected])
    }

    @Test func `a member that the contract does not have is not shown, at any depth`() throws {
        let schema = #"{"type": "object", "properties": {"a": {"const": 1}}, "additionalProperties": false}"#
        let body: JSONValue = ["a": 1, "b": "Budi", "c": [["d": "Budi"], 7]]
        #expect(
            try redacted(body, schema) == ["a": 1, "cleaned": "text", "cleaned (2)": [["undeclared": "text"], "text"]]
        )
    }

    @Test(arguments: [
        (#"{"properties": {"a": {}}}"#, "a", "a"), (#"{"properties": {"a": {}}}"#, "created_at", "cleaned"),
        (#"{"properties": {"a": {}}}"#, "Budi", "undeclared"),
        (#"{"properties": {"a": {}}}"#, "Budi Santoso", "undeclared"),
        (#"{"properties": {"a": {}}}"#, "budi@mail.example", "undeclared"),
        (#"{"properties": {"a": {}}}"#, "p628111222333", "undeclared"),
        (#"{"type": "object"}"#, "created_at", "undeclared"),
        (#"{"properties": {"a": {}}, "additionalProperties": true}"#, "created_at", "undeclared"),
        (#"{"properties": {"a": {}}, "additionalProperties": false}"#, "created_at", "cleaned"),
        (#"{"properties": {"a": {}}, "patternProperties": {"^c": {}}}"#, "created_at", "undeclared"),
        (#"{"type": "object", "x-redact": "none"}"#, "Budi Santoso", "cleaned"),
    ])
    func `the name of a member is shown only if the contract allows it`(
        schema: String,
        name: String,
        expected: String
    ) throws {
        #expect(try redacted([name: true], schema) == [expected: true])
    }

    @Test func `a mark applies through references and to everything in an object or array`() throws {
        let components = #"{"Name": {"type": "string", "x-redact": "name"}, "All": {"x-redact": "all"}}"#
        let schema = """
            {"properties": {
                "name": {"$ref": "#/components/schemas/Name"},
                "either": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Name"}]},
                "kept": {"type": "object", "x-redact": "none"},
                "list": {"type": "array", "x-redact": "token", "items": {"type": "string"}},
                "all": {"$ref": "#/components/schemas/All"}
            }}
            """
        let body: JSONValue = [
            "name": "Budi", "either": "Budi", "kept": ["a": ["b": "Budi"]], "list": ["Budi"], "all": ["a": "Budi"],
        ]
        let expected: JSONValue = [
            "name": "name", "either": "name", "kept": ["cleaned": ["cleaned": "cleaned"]], "list": ["token"],
            "all": "emptied",
        ]
        #expect(try redacted(body, schema, components) == expected)
    }

    @Test func `of two branches, the one that shows less decides`() throws {
        let schema = #"{"oneOf": [{"properties": {"a": {"enum": ["x"]}}}, {"properties": {"a": {"type": "string"}}}]}"#
        #expect(try redacted(["a": "x"], schema) == ["a": "x"])
        #expect(try redacted(["a": "y"], schema) == ["a": "text"])
    }

    @Test func `check reports an unknown mark`() {
        let text = """
            openapi: 3.1.0
            info: { title: A, version: "1" }
            components: { schemas: { A: { x-redact: names } } }
            paths: {}
            """
        let found = diagnostics(text, checkEverything: true)
        #expect(found.count == 1)
        #expect(found.first?.contains("`x-redact` must be id, name, text, token, url, none or all") == true, "\(found)")
    }

    @Test(
        arguments: [
            ("contract", .contract), ("documented", .documented),
            (["recorded": "2026-06-05"], .recorded(date: "2026-06-05")),
            ("recorded", nil), (["recorded": "2026-02-30"], nil), (["recorded": "soon"], nil),
            (["documented": true], nil),
            (nil, nil),
        ] as [(JSONValue, Evidence?)]
    )
    func `evidence is one of three forms`(json: JSONValue, expected: Evidence?) {
        #expect(Evidence(json) == expected)
    }
}
