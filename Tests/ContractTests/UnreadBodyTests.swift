import Contract
import Documents
import OrderedCollections
import Testing

/// The fields of a body that have no effect.
struct UnreadBodyTests {
    private func unread(_ body: JSONValue, _ schema: String, _ components: String = "{}") throws -> [UnreadPart] {
        let operation = try contract(bodySchema: schema, components: components).operations[0]
        return operation.unreadParts(query: [], body: body.serialized, contentType: "application/json")
    }

    private func pointers(_ body: JSONValue, _ schema: String, _ components: String = "{}") throws -> [String] {
        try unread(body, schema, components).map(\.pointer.description)
    }

    @Test(
        arguments: [
            (#"{"properties": {"name": {}}}"#, ["name": 1], []),
            (#"{"properties": {"name": {}}}"#, ["name": 1, "nam": 2, "a/b": 3], ["/nam", "/a~1b"]),
            (#"{"type": "object", "required": ["a"]}"#, ["a": 1, "b": 2], []),
            (#"{"properties": {"a": {}}, "additionalProperties": true}"#, ["b": 1], []),
            (#"{"properties": {"a": {}}, "additionalProperties": {"type": "string"}}"#, ["b": "x"], []),
            (#"{"properties": {"a": {}}, "additionalProperties": false}"#, ["b": 1], []),
            (#"{"properties": {"a": {}}, "unevaluatedProperties": true}"#, ["b": 1], []),
            (#"{"properties": {"a": {}}, "unevaluatedProperties": false}"#, ["b": 1], []),
            (#"{"properties": {"a": {}}, "propertyNames": {"maxLength": 1}}"#, ["bb": 1, "c": 1], ["/c"]),
            (#"{"patternProperties": {"^x-": {}}}"#, ["x-a": 1, "y": 2], ["/y"]),
            (#"{"properties": {"a": {}}}"#, [["b": 1]], []),
            (#"{"properties": {"a": {}}}"#, "b", []),
        ] as [(String, JSONValue, [String])]
    )
    func `a property is unknown if no keyword of its object allows it`(
        schema: String,
        body: JSONValue,
        expected: [String]
    ) throws {
        #expect(try pointers(body, schema) == expected)
    }

    @Test(
        arguments: [
            (#"{"allOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}}]}"#, ["a": 1, "b": 1, "c": 1], ["/c"]),
            (#"{"allOf": [{"properties": {"a": {}}}, {"additionalProperties": true}]}"#, ["c": 1], []),
            (
                #"{"anyOf": [{"properties": {"a": {}}}, {"properties": {"b": {}}}, {"required": ["d"], "properties": {"c": {}}}]}"#,
                ["a": 1, "b": 1, "c": 1], ["/c"]
            ),
            (
                #"{"oneOf": [{"required": ["a"], "properties": {"a": {}}}, {"required": ["b"], "properties": {"b": {}, "c": {}}}]}"#,
                ["a": 1, "c": 1], ["/c"]
            ),
            (
                #"{"oneOf": [{"required": ["a"], "properties": {"a": {}}}, {"required": ["b"], "properties": {"b": {}, "c": {}}}]}"#,
                ["c": 1, "d": 1], ["/d"]
            ),
            (
                #"{"properties": {"t": {}}, "if": {"properties": {"t": {"const": 1}}}, "then": {"properties": {"x": {}}}, "else": {"properties": {"y": {}}}}"#,
                ["t": 1, "x": 1, "y": 1], ["/y"]
            ),
            (
                #"{"properties": {"t": {}}, "if": {"properties": {"t": {"const": 1}}}, "then": {"properties": {"x": {}}}, "else": {"properties": {"y": {}}}}"#,
                ["t": 2, "x": 1, "y": 1], ["/x"]
            ),
            (
                #"{"properties": {"a": {}}, "dependentSchemas": {"a": {"properties": {"b": {}}}}}"#,
                ["a": 1, "b": 1], []
            ),
            (#"{"properties": {"a": {}}, "dependentSchemas": {"a": {"properties": {"b": {}}}}}"#, ["b": 1], ["/b"]),
        ] as [(String, JSONValue, [String])]
    )
    func `a property is known if a schema that applies to the object has it`(
        schema: String,
        body: JSONValue,
        expected: [String]
    ) throws {
        #expect(try pointers(body, schema) == expected)
    }

    @Test(
        arguments: [
            (#"{"properties": {"a": {"properties": {"b": {}}}}}"#, ["a": ["c": 1], "d": 1], ["/d", "/a/c"]),
            (
                #"{"properties": {"l": {"items": {"properties": {"b": {}}}}}}"#,
                ["l": [["b": 1], ["c": 1], 5, ["d": 1]]], ["/l/1/c", "/l/3/d"]
            ),
            (
                #"{"prefixItems": [{"properties": {"a": {}}}], "items": {"properties": {"b": {}}}}"#,
                [["b": 1], ["b": 1]], ["/0/b"]
            ),
            (#"{"additionalProperties": {"properties": {"b": {}}}}"#, ["x": ["b": 1, "c": 1]], ["/x/c"]),
            (#"{"properties": {"free": {"type": "object"}}}"#, ["free": ["x": ["y": 1]]], []),
        ] as [(String, JSONValue, [String])]
    )
    func `unknown properties are found at any depth, the outer ones first`(
        schema: String,
        body: JSONValue,
        expected: [String]
    ) throws {
        #expect(try pointers(body, schema) == expected)
    }

    @Test func `the discriminator chooses the branch, and properties of other branches are named as such`() throws {
        let schema = ##"""
            {"oneOf": [{"$ref": "#/components/schemas/cat"}, {"$ref": "#/components/schemas/dog"}],
             "discriminator": {"propertyName": "kind"}}
            """##
        let components = #"""
            {"cat": {"required": ["kind"], "properties": {"kind": {"const": "cat"}, "lives": {"type": "integer"}}},
             "dog": {"required": ["kind"], "properties": {"kind": {"const": "dog"}, "breed": {}}}}
            """#
        let parts = try unread(["kind": "cat", "lives": "nine", "breed": 1, "live": 1], schema, components)
        #expect(parts.map(\.pointer.description) == ["/breed", "/live"])
        #expect(
            parts.map(\.message) == [
                "is in the contract, but not for an object of this form", "is not in the contract",
            ]
        )
        #expect(parts.map(\.location) == [.body, .body])
        #expect(parts.map(\.reason) == [.unknown, .unknown])
    }

    @Test(
        arguments: [
            (["metdata": 1], "metadata"), (["Name": 1], "name"), (["phoneNumber": 1], "phone_number"),
            (["elephant": 1], nil), (["name": 1, "nam": 1], nil),
        ] as [(JSONValue, String?)]
    )
    func `an unknown property has the similar name that the object lacks as its hint`(
        body: JSONValue,
        hint: String?
    ) throws {
        let schema = #"{"properties": {"name": {}, "metadata": {}, "phone_number": {}}}"#
        let parts = try unread(body, schema)
        #expect(parts.count == 1)
        #expect(parts.first?.hint == hint)
    }

    @Test func `a property with the extension is ignored unless it is null`() throws {
        let schema = #"""
            {"properties": {"preview": {"x-mock-ignored": "no previews", "properties": {"a": {}}}, "text": {}}}
            """#
        let parts = try unread(["text": "x", "preview": ["b": 1]], schema)
        #expect(parts.map(\.pointer.description) == ["/preview"])
        #expect(parts.map(\.reason) == [.ignored])
        #expect(parts.map(\.message) == ["has no effect in the emulator: no previews"])
        #expect(parts.map(\.hint) == [nil])
        #expect(try pointers(["preview": .null], schema).isEmpty)
    }

    @Test(arguments: ["", "{", "7 8"])
    func `a body that cannot be read has no unread parts`(body: String) throws {
        let operation = try contract(bodySchema: #"{"properties": {"a": {}}}"#).operations[0]
        #expect(operation.unreadParts(query: [], body: Array(body.utf8), contentType: nil).isEmpty)
        #expect(operation.unreadParts(query: [], body: Array(body.utf8), contentType: "text/csv").isEmpty)
    }

    // MARK: Limits

    @Test func `the list ends after 100 parts`() throws {
        let body = JSONObject(uniqueKeysWithValues: (1...1_000).map { ("x\($0)", JSONValue.integer($0)) })
        #expect(try pointers(.object(body), #"{"properties": {"a": {}}}"#).count == 100)
    }

    @Test func `an unknown property is found 400 objects deep`() throws {
        let node = ##"{"properties": {"a": {"$ref": "#/components/schemas/N"}}}"##
        let body = (0..<400).reduce(["b": 1] as JSONValue) { value, _ in ["a": value] }
        let found = try pointers(body, ##"{"$ref": "#/components/schemas/N"}"##, #"{"N": \#(node)}"#)
        #expect(found == [String(repeating: "/a", count: 400) + "/b"])
    }

    @Test func `a search whose branches are too complex ends`() throws {
        let node = ##"""
            {"anyOf": [{"properties": {"a": {"$ref": "#/components/schemas/N"}}, "required": ["b"]},
                       {"properties": {"a": {"$ref": "#/components/schemas/N"}}, "required": ["c"]}]}
            """##
        let body = (0..<40).reduce(["b": 1] as JSONValue) { value, _ in ["a": value] }
        let found = try pointers(body, ##"{"$ref": "#/components/schemas/N"}"##, #"{"N": \#(node)}"#)
        #expect(found.isEmpty)
    }
}
