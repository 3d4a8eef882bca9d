import Contract
import Documents
import OrderedCollections
import Testing

struct ReferenceTests {
    @Test func `a schema may refer to itself`() throws {
        let tree = ##"{"Tree": {"type": "object", "properties": {"next": {"$ref": "#/components/schemas/Tree"}}}}"##
        let found = try violations(
            of: ["next": ["next": ["next": 1]]],
            schema: ##"{"$ref": "#/components/schemas/Tree"}"##,
            components: tree
        )
        #expect(found.map(\.pointer.description) == ["/next/next/next"])
    }

    @Test func `the keywords beside a reference are validated too`() throws {
        let schema = ##"{"$ref": "#/components/schemas/A", "maxLength": 2}"##
        let components = #"{"A": {"type": "string", "minLength": 2}}"#
        #expect(try violations(of: "a", schema: schema, components: components).map(\.keyword) == ["minLength"])
        #expect(try violations(of: "abc", schema: schema, components: components).map(\.keyword) == ["maxLength"])
    }

    @Test(arguments: ["other.yaml#/$defs/a", "other.yaml#name", "./folder/../other.yaml#name", "folder/third.json"])
    func `a reference to a file beside the contract is resolved`(reference: String) throws {
        let files = [
            "other.yaml": "$defs:\n  a: { $anchor: name, type: string }\n",
            "folder/third.json": ##"{"$ref": "../other.yaml#/$defs/a"}"##,
        ]
        let operation = try contract(bodySchema: #"{"$ref": "\#(reference)"}"#, files: files).operations[0]
        #expect(operation.validateBody("a").isEmpty)
        #expect(operation.validateBody(1).map(\.keyword) == ["type"])
    }

    @Test func `a reference to an id or an anchor is resolved`() throws {
        let components = ##"""
            {"A": {"$id": "https://example.com/schemas/a", "$defs": {"n": {"$anchor": "n", "type": "integer"}},
                   "properties": {"x": {"$ref": "#n"}, "y": {"$ref": "#/$defs/n"}}}}
            """##
        for reference in ["#/components/schemas/A", "https://example.com/schemas/a"] {
            let schema = #"{"$ref": "\#(reference)"}"#
            let found = try violations(of: ["x": "s", "y": "s"], schema: schema, components: components)
            #expect(found.map(\.pointer.description) == ["/x", "/y"])
        }
        let anchored = #"{"$ref": "https://example.com/schemas/a#n"}"#
        #expect(try violations(of: "s", schema: anchored, components: components).map(\.keyword) == ["type"])
    }

    @Test func `a dynamic reference takes the outermost anchor in scope`() throws {
        let components = ##"""
            {"List": {"$id": "list", "type": "array", "items": {"$dynamicRef": "#item"},
                      "$defs": {"any": {"$dynamicAnchor": "item"}}},
             "Numbers": {"$id": "numbers", "$ref": "list", "$defs": {"item": {"$dynamicAnchor": "item", "type": "number"}}}}
            """##
        let numbers = ##"{"$ref": "#/components/schemas/Numbers"}"##
        #expect(try violations(of: ["a"], schema: numbers, components: components).map(\.keyword) == ["type"])
        let list = ##"{"$ref": "#/components/schemas/List"}"##
        #expect(try violations(of: ["a"], schema: list, components: components).isEmpty)
    }

    @Test func `a value nested 500 levels deep is validated without a crash`() throws {
        let components = ##"""
            {"T": {"type": "object", "required": ["c"], "properties": {
                "c": {"anyOf": [{"allOf": [{"$ref": "#/components/schemas/T"}]}, {"type": "null"}]}}}}
            """##
        var value: JSONValue = 5
        for _ in 0..<500 { value = ["c": value] }
        let found = try violations(of: value, schema: ##"{"$ref": "#/components/schemas/T"}"##, components: components)
        #expect(found.count == 1)
    }
}
