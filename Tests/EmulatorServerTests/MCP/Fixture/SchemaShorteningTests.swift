import Documents
import OrderedCollections
import Testing

@testable import EmulatorServer

/// How input schemas are shortened for `tools/list`.
@Suite struct SchemaShorteningTests {
    private static func tool(_ name: String, _ properties: JSONObject) -> MCPTool {
        MCPTool(
            name: name,
            title: name,
            description: name,
            inputSchema: [
                "type": "object", "properties": .object(properties), "required": ["a"], "additionalProperties": false,
            ],
            annotations: .reading
        )
    }

    private static func short(_ properties: JSONObject) -> JSONValue? {
        var shortening = SchemaShortening()
        return shortening.shortened(tool("t", properties)).inputSchema["properties"]
    }

    @Test func `the schema itself keeps what is required and that there are no other arguments`() {
        var shortening = SchemaShortening()
        let tool = Self.tool("t", ["a": ["type": "string"]])
        #expect(shortening.shortened(tool) == tool)
    }

    @Test(
        arguments: [
            (
                ["type": "string", "description": "d", "pattern": "^a", "minLength": 1],
                ["type": "string", "description": "d"]
            ),
            (["enum": [1, 2], "default": 1], ["enum": [1, 2]]),
            (["type": "integer", "minimum": 1, "format": "int32"], ["type": "integer", "format": "int32"]),
            (["const": true], ["const": true]),
            (["description": "Any JSON."], ["description": "Any JSON."]),
        ] as [(JSONValue, JSONValue)]
    )
    func `an argument keeps its description, type and listed values`(argument: JSONValue, shown: JSONValue) {
        #expect(Self.short(["a": argument]) == ["a": shown])
    }

    @Test func `members keep their types and what is required, without descriptions, for two levels`() {
        let text: JSONValue = ["type": "string", "description": "d"]
        let innermost: JSONValue = ["type": "object", "properties": ["d": text]]
        let inner: JSONValue = ["type": "object", "required": ["c"], "properties": ["c": innermost]]
        let argument: JSONValue = [
            "type": "object", "description": "d", "required": ["b"], "minProperties": 1, "additionalProperties": false,
            "properties": ["b": inner, "e": ["type": "array", "minItems": 1, "items": text]],
        ]
        let shown: JSONValue = [
            "type": "object", "description": "d", "required": ["b"],
            "properties": [
                "b": ["type": "object", "required": ["c"], "properties": ["c": ["type": "object"]]],
                "e": ["type": "array", "items": ["type": "string"]],
            ],
        ]
        #expect(Self.short(["a": argument]) == ["a": shown])
    }

    @Test func `the values of a map keep their type, unless the object also has members`() {
        let map: JSONValue = ["type": "object", "additionalProperties": ["type": "string", "minLength": 1]]
        #expect(Self.short(["a": map]) == ["a": ["type": "object", "additionalProperties": ["type": "string"]]])
        let mixed: JSONValue = [
            "properties": ["b": ["type": "integer"]], "additionalProperties": ["type": "string"],
        ]
        #expect(Self.short(["a": mixed]) == ["a": ["properties": ["b": ["type": "integer"]]]])
    }

    @Test func `alternatives become a list of types, or remain with what they have`() {
        let number: JSONValue = ["type": "integer", "minimum": 1]
        let text: JSONValue = ["type": "string", "pattern": "^a"]
        #expect(Self.short(["a": ["oneOf": [number, text]]]) == ["a": ["type": ["integer", "string"]]])
        let object: JSONValue = ["type": "object", "required": ["b"]]
        #expect(
            Self.short(["a": ["oneOf": [["enum": ["x"]], object]]]) == ["a": ["anyOf": [["enum": ["x"]], object]]]
        )
        let together: JSONValue = ["type": "object", "oneOf": [["required": ["b"]], ["required": ["c"]]]]
        #expect(Self.short(["a": together]) == ["a": ["type": "object"]])
    }

    private static let file: JSONValue = [
        "type": "object", "description": "A file.",
        "properties": ["x": ["type": "string"], "y": ["type": "string"], "z": ["type": "string"]],
    ]

    @Test func `an object with the members of an earlier one refers to it`() {
        var shortening = SchemaShortening()
        let first = shortening.shortened(Self.tool("first", ["a": Self.file, "b": Self.file]))
        #expect(first.inputSchema["properties"]?["a"] == Self.file)
        #expect(
            first.inputSchema["properties"]?["b"] == [
                "type": "object", "description": "Its members are those of `a`.",
            ]
        )
        let second = shortening.shortened(Self.tool("second", ["c": Self.file]))
        #expect(
            second.inputSchema["properties"]?["c"] == [
                "type": "object", "description": "A file. Its members are those of `a` of first.",
            ]
        )
    }

    @Test func `an object with one or two members shows them each time`() {
        let pair: JSONValue = ["type": "object", "properties": ["x": ["type": "string"], "y": ["type": "string"]]]
        #expect(Self.short(["a": pair, "b": pair]) == ["a": pair, "b": pair])
    }
}
