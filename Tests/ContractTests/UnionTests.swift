import Contract
import Documents
import OrderedCollections
import Testing

/// The violations of a value that no branch of a union accepts.
struct UnionTests {
    private let components = ##"""
        {
            "Cat": {"type": "object", "required": ["kind", "name", "lives"], "properties": {
                "kind": {"const": "cat"}, "name": {"$ref": "#/components/schemas/Name"},
                "lives": {"type": "integer"}, "age": {"type": "integer"}, "friend": {"$ref": "#/components/schemas/Pet"}
            }},
            "Dog": {"type": "object", "required": ["kind", "name", "tricks"], "properties": {
                "kind": {"enum": ["dog", "puppy"]}, "name": {"$ref": "#/components/schemas/Name"},
                "tricks": {"type": "array", "items": {"type": "string"}}, "age": {"type": "integer"},
                "friend": {"$ref": "#/components/schemas/Pet"}
            }},
            "Name": {"type": "string", "minLength": 1},
            "Pet": {
                "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
                "discriminator": {"propertyName": "kind", "mapping": {
                    "cat": "#/components/schemas/Cat", "dog": "Dog", "puppy": "Dog"
                }}
            }
        }
        """##
    private let pet = ##"{"$ref": "#/components/schemas/Pet"}"##

    private func found(_ value: JSONValue, _ schema: String? = nil, _ components: String? = nil) throws -> [String] {
        try requestViolations(of: value, schema: schema ?? pet, components: components ?? self.components)
            .map { "\($0.pointer.dotted): \($0.message)" }
    }

    @Test(
        arguments: [
            (["kind": "cat", "name": "A", "lives": "x"], ["lives: must be an integer"]),
            (["kind": "cat", "name": "A", "tricks": 1], ["lives: is required"]),
            (["kind": "dog", "name": "", "tricks": []], ["name: must be at least 1 character long"]),
            (["kind": "puppy", "name": "A", "tricks": [1]], ["tricks.0: must be a string"]),
            (["kind": "puppy", "name": "A"], ["tricks: is required"]),
            ("cat", [": must be an object"]), (nil, [": must be an object"]),
        ] as [(JSONValue, [String])]
    )
    func `the violations of a union come from the branch that the discriminator names`(
        _ value: JSONValue,
        _ wrong: [String]
    ) throws {
        #expect(try found(value) == wrong)
    }

    @Test(
        arguments: [
            (["name": "A"], ["kind: is required"]), (["kind": nil, "name": "A"], ["kind: is required"]),
            (["kind": "cow", "name": "A"], ["kind: must be one of cat, dog, puppy"]),
            (["kind": 1, "name": "A"], ["kind: must be a string"]),
            ([:], ["kind: is required", "name: is required"]),
            (
                ["kind": "cow", "name": 1, "lives": "x", "tricks": 1, "age": "y"],
                ["kind: must be one of cat, dog, puppy", "name: must be a string", "age: must be an integer"]
            ),
        ] as [(JSONValue, [String])]
    )
    func `an unknown or missing discriminator is reported with the violations common to all branches`(
        _ value: JSONValue,
        _ wrong: [String]
    ) throws {
        #expect(try found(value) == wrong)
    }

    @Test func `the validation of nested unions takes no exponential time`() throws {
        // The discriminator is declared last, so a branch would validate everything below it before it fails.
        let components = ##"""
            {
                "A": {"type": "object", "required": ["kind"], "properties": {
                    "next": {"$ref": "#/components/schemas/Node"}, "kind": {"const": "a"}}},
                "B": {"type": "object", "required": ["kind"], "properties": {
                    "next": {"$ref": "#/components/schemas/Node"}, "kind": {"const": "b"}}},
                "Node": {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}],
                    "discriminator": {"propertyName": "kind"}}
            }
            """##
        let node = ##"{"$ref": "#/components/schemas/Node"}"##
        for inner in [[:], ["kind": "c"], ["kind": 1]] as [JSONObject] {
            var value = JSONValue.object(inner)
            for _ in 0..<12 {
                var members = inner
                members["next"] = value
                value = .object(members)
            }
            let wrong = try found(value, node, components)
            #expect(wrong.count == 13)
            #expect(wrong.first?.hasPrefix("next.next.") == true)
        }
    }

    @Test func `a discriminator without mapping selects a branch by the branch's own constant`() throws {
        let schema = components.replacing(#""mapping": {"#, with: #""x-mapping": {"#)
        #expect(try found(["kind": "puppy", "name": "A"], nil, schema) == ["tricks: is required"])
        #expect(try found(["kind": "dog", "name": "A", "tricks": []], nil, schema).isEmpty)
        #expect(try found(["kind": "cow", "name": "A"], nil, schema) == ["kind: must be one of cat, dog, puppy"])
    }

    @Test func `null is accepted by a null branch beside a union with a discriminator`() throws {
        let schema = ##"{"anyOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "null"}]}"##
        #expect(try found(nil, schema).isEmpty)
        #expect(try found(["kind": "cat", "name": "A"], schema) == ["lives: is required"])
    }

    // MARK: Properties that only one branch may have

    private let media = #"""
        {"oneOf": [
            {"type": "object", "required": ["link"], "properties": {"link": {"type": "string"}, "id": {"type": "null"}}},
            {"type": "object", "required": ["id"], "properties": {"link": {"type": "null"}, "id": {"type": "string"}}}
        ]}
        """#

    @Test(
        arguments: [
            ([:], ["link: is required"]), (["link": nil, "id": nil], ["link: is required"]),
            (["link": 1], ["link: must be a string"]), (["id": 1], ["id: must be a string"]),
            (["link": "a", "id": nil], []), (["link": nil, "id": "b"], []),
            (["link": "a", "id": "b"], [": must have only one of link, id"]),
        ] as [(JSONValue, [String])]
    )
    func `a property that only one branch allows selects the branch that reports the violations`(
        _ value: JSONValue,
        _ wrong: [String]
    ) throws {
        #expect(try found(value, media) == wrong)
    }

    @Test(
        arguments: [
            (["action": ["buttons": []], "kind": 5], ["kind: must be a string"]),
            (["action": ["name": 1]], ["kind: is required", "action.name: must be a string"]),
            (["action": ["buttons": 1], "kind": "x"], ["action.buttons: must be an array"]),
        ] as [(JSONValue, [String])]
    )
    func `a nested property that only one branch allows selects that branch`(
        _ value: JSONValue,
        _ wrong: [String]
    ) throws {
        let schema = #"""
            {"oneOf": [
                {"required": ["action", "kind"], "properties": {"kind": {"const": "link"}, "action": {"type": "object",
                    "required": ["name"], "properties": {"name": {"type": "string"}, "buttons": {"type": "null"}}}}},
                {"required": ["action", "kind"], "properties": {"kind": {"type": "string"}, "action": {"type": "object",
                    "required": ["buttons"], "properties": {"buttons": {"type": "array"}}}}}
            ]}
            """#
        #expect(try found(value, schema) == wrong)
    }

    @Test func `the field order of a union merges the orders of its branches`() throws {
        let schema = #"""
            {"oneOf": [
                {"properties": {"to": {}, "type": {}, "text": {"type": "object"}, "context": {"type": "object"}}},
                {"properties": {"to": {}, "type": {}, "image": {"type": "object"}, "context": {"type": "object"}}},
                {"properties": {"to": {}, "status": {}}}
            ]}
            """#
        let operation = try contract(bodySchema: schema).operations[0]
        #expect(operation.bodyFieldOrder == ["to", "type", "text", "image", "context", "status"])
    }
}
