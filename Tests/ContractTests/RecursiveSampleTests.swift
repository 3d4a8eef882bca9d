import Documents
import OrderedCollections
import Testing

@testable import Contract

struct RecursiveSampleTests {
    @Test(
        arguments: [
            // A binary tree whose branches are required, and either a tree or null.
            (
                ##"{"$ref": "#/components/schemas/Node"}"##,
                ##"{"Node": {"type": "object", "required": ["left", "right"], "properties": {"left": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]}, "right": {"anyOf": [{"$ref": "#/components/schemas/Node"}, {"type": "null"}]}}}}"##,
                true
            ),
            // A union whose first branch is the recursive one.
            (
                ##"{"$ref": "#/components/schemas/E"}"##,
                ##"{"E": {"oneOf": [{"type": "object", "required": ["op", "l", "r"], "properties": {"op": {"const": "+"}, "l": {"$ref": "#/components/schemas/E"}, "r": {"$ref": "#/components/schemas/E"}}}, {"type": "number"}]}}"##,
                true
            ),
            // Two schemas that refer to each other.
            (
                ##"{"$ref": "#/components/schemas/A"}"##,
                ##"{"A": {"type": "object", "required": ["b"], "properties": {"b": {"$ref": "#/components/schemas/B"}}}, "B": {"type": "object", "required": ["a"], "properties": {"a": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}]}}}}"##,
                true
            ),
            (
                ##"{"$ref": "#/components/schemas/N"}"##,
                ##"{"N": {"type": ["object", "null"], "required": ["next", "other"], "properties": {"next": {"$ref": "#/components/schemas/N"}, "other": {"$ref": "#/components/schemas/N"}}}}"##,
                true
            ),
            (
                ##"{"$ref": "#/components/schemas/L"}"##,
                ##"{"L": {"anyOf": [{"type": "array", "minItems": 2, "items": {"$ref": "#/components/schemas/L"}}, {"type": "string"}]}}"##,
                true
            ),
            (
                ##"{"$ref": "#/components/schemas/L"}"##,
                ##"{"L": {"type": "object", "required": ["kids"], "properties": {"kids": {"type": "array", "minItems": 0, "items": {"$ref": "#/components/schemas/L"}}}}}"##,
                true
            ),
            (
                ##"{"$ref": "#/components/schemas/D"}"##,
                ##"{"B": {"type": "object", "required": ["d"], "properties": {"d": {"oneOf": [{"$ref": "#/components/schemas/D"}, {"type": "boolean"}]}}}, "D": {"allOf": [{"$ref": "#/components/schemas/B"}, {"type": "object", "required": ["e"], "properties": {"e": {"anyOf": [{"$ref": "#/components/schemas/B"}, {"$ref": "#/components/schemas/D"}, {"const": 1}]}}}]}}"##,
                true
            ),
            (
                ##"{"$ref": "#/components/schemas/M"}"##,
                ##"{"M": {"type": ["object", "integer"], "minProperties": 3, "additionalProperties": {"$ref": "#/components/schemas/M"}}}"##,
                true
            ),
            (
                ##"{"$ref": "#/components/schemas/C"}"##,
                ##"{"C": {"anyOf": [{"type": "array", "contains": {"$ref": "#/components/schemas/C"}, "minContains": 2}, {"type": "array", "maxItems": 0}]}}"##,
                true
            ),
            (
                ##"{"$id": "http://x/tree", "$dynamicAnchor": "node", "type": "object", "required": ["kids"], "properties": {"kids": {"anyOf": [{"type": "array", "minItems": 1, "items": {"$dynamicRef": "#node"}}, {"type": "null"}]}}}"##,
                "{}", true
            ),
            (
                ##"{"$id": "http://x/strict", "$dynamicAnchor": "node", "$ref": "http://x/base", "required": ["tag"], "properties": {"tag": {"const": "t"}}}"##,
                ##"{"Base": {"$id": "http://x/base", "$dynamicAnchor": "node", "type": ["object", "null"], "required": ["kid"], "properties": {"kid": {"anyOf": [{"$dynamicRef": "#node"}, {"const": 7}]}}}}"##,
                true
            ),
            (
                ##"{"$ref": "#/components/schemas/W"}"##,
                ##"{"W": {"type": "object", "required": ["a", "b", "c", "d", "e", "f", "g", "h"], "additionalProperties": {"oneOf": [{"$ref": "#/components/schemas/W"}, {"$ref": "#/components/schemas/V"}]}}, "V": {"oneOf": [{"$ref": "#/components/schemas/W"}, {"type": "array", "minItems": 9, "items": {"$ref": "#/components/schemas/V"}}, {"type": "string"}]}}"##,
                true
            ),
            // Schemas without a finite valid value.
            (
                ##"{"$ref": "#/components/schemas/S"}"##,
                ##"{"S": {"type": "object", "required": ["self"], "properties": {"self": {"$ref": "#/components/schemas/S"}}}}"##,
                false
            ),
            (
                ##"{"$ref": "#/components/schemas/S"}"##,
                ##"{"S": {"type": "object", "required": ["a", "b", "c", "d"], "additionalProperties": {"anyOf": [{"$ref": "#/components/schemas/S"}, {"$ref": "#/components/schemas/T"}]}}, "T": {"type": "array", "minItems": 3, "items": {"oneOf": [{"$ref": "#/components/schemas/S"}, {"$ref": "#/components/schemas/T"}]}}}"##,
                false
            ),
            (#"{"type": "string", "pattern": "^(?=a)b$"}"#, "{}", false), ("false", "{}", false),
            (
                #"{"type": "object", "required": ["a", "b"], "properties": {"a": false, "b": {"type": "string"}}}"#,
                "{}", false
            ),
        ] as [(String, String, Bool)]
    )
    func `a recursive schema has a finite sample, which is marked invalid if no valid one exists`(
        schema: String,
        components: String,
        isPossible: Bool
    ) throws {
        let (sample, violations) = try sample(schema: schema, components: components)
        #expect(sample.isValid == isPossible, "\(schema): \(sample.value.text.prefix(500))")
        #expect(violations.isEmpty == isPossible, "\(schema): \(sample.value.text.prefix(500)): \(violations)")
        #expect(sample.value.text.utf8.count < 20_000)
    }

    @Test(arguments: [(14, true), (24, true), (60, false)])
    func `a chain of required objects has a sample up to a bounded depth`(length: Int, isPossible: Bool) throws {
        let schema = (0..<length).reduce(#"{"type": "string"}"#) { inner, _ in
            #"{"type": "object", "required": ["a"], "properties": {"a": \#(inner)}}"#
        }
        #expect(try sample(schema: schema).sample.isValid == isPossible)
    }

    @Test func `the sample of a long pattern with optional parts is valid exactly if it says so`() throws {
        let optional = String(repeating: "a?b?", count: 1_000)
        let (sample, violations) = try sample(schema: #"{"type": "string", "pattern": "^\#(optional)(?!x)c$"}"#)
        #expect(sample.isValid == violations.isEmpty)
        let long = String(repeating: "abc", count: 700)
        #expect(try ContractTests.sample(schema: #"{"pattern": "^(?=a)\#(long)$"}"#).sample.isValid)
    }

    @Test func `a required property without a valid value leaves the other properties of the sample intact`() throws {
        let (sample, _) = try sample(
            schema: #"{"type": "object", "required": ["a", "b"], "properties": {"a": false, "b": {"type": "string"}}}"#
        )
        #expect(sample.value["b"] == "text" && !sample.isValid)
    }

    @Test func `an optional property without a valid value is omitted from the sample`() throws {
        let (sample, _) = try sample(
            schema:
                #"{"type": "object", "properties": {"a": {"type": "string", "pattern": "^(?=a)b"}, "b": {"type": "string"}, "c": {"type": "integer"}}}"#
        )
        #expect(sample.value == ["b": "text", "c": 1] && sample.isValid)
    }

    @Test func `a sample omits an optional property that another one excludes`() throws {
        let (sample, _) = try sample(
            schema: #"{"type": "object", "properties": {"a": {}, "b": {}, "c": {}}, "not": {"required": ["a", "b"]}}"#
        )
        #expect(sample.isValid && sample.value["c"] != nil && sample.value.object?.count == 2)
    }
}
