import Documents
import OrderedCollections
import Testing

@testable import Contract

struct BranchSampleTests {
    private static let pets = ##"""
        {
            "Cat": {"type": "object", "required": ["kind", "purrs"], "properties": {"kind": {"type": "string"}, "purrs": {"type": "boolean"}}},
            "Dog": {"type": "object", "required": ["kind", "barks"], "properties": {"kind": {"type": "string"}, "barks": {"type": "integer"}}},
            "Base": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}}, "discriminator": {"propertyName": "kind", "mapping": {"bird": "#/components/schemas/Bird"}}},
            "Bird": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "properties": {"wings": {"type": "integer"}}}]},
            "Fish": {"allOf": [{"$ref": "#/components/schemas/Base"}, {"type": "object", "required": ["fins"], "properties": {"fins": {"type": "integer"}}}]}
        }
        """##

    @Test(arguments: [
        (
            ##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "dog": "Dog"}}}"##,
            "cat"
        ),
        (
            ##"{"oneOf": [{"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cat"}], "discriminator": {"propertyName": "kind"}}"##,
            "Dog"
        ),
        (
            ##"{"anyOf": [{"$ref": "#/components/schemas/Fish"}, {"$ref": "#/components/schemas/Bird"}], "discriminator": {"propertyName": "kind", "mapping": {"f": "#/components/schemas/Fish"}}}"##,
            "f"
        ),
        (##"{"$ref": "#/components/schemas/Bird"}"##, "bird"), (##"{"$ref": "#/components/schemas/Fish"}"##, "Fish"),
    ])
    func `the discriminator property of a sample names the sample's branch`(schema: String, name: String) throws {
        let (sample, violations) = try sample(schema: schema, components: Self.pets)
        #expect(sample.isValid && violations.isEmpty, "\(sample.value.text): \(violations)")
        #expect(sample.value["kind"] == .string(name), "\(sample.value.text)")
    }

    @Test func `a response sample omits optional writeOnly properties, a request sample readOnly ones`() throws {
        let schema = ##"""
            {"type": "object", "required": ["key"], "properties": {
                "id": {"type": "string", "readOnly": true}, "password": {"$ref": "#/components/schemas/Secret"},
                "name": {"type": "string"}, "key": {"type": "string", "readOnly": true, "writeOnly": true},
                "inner": {"type": "object", "properties": {"x": {"type": "integer", "writeOnly": true}, "y": {"type": "integer", "readOnly": true}}}
            }}
            """##
        let components = #"{"Secret": {"type": "string", "writeOnly": true}}"#
        let response = try sample(schema: schema, components: components, for: .response).sample
        #expect(response.value == ["id": "text", "name": "text", "key": "text", "inner": ["y": 1]])
        let request = try sample(schema: schema, components: components, for: .request).sample
        #expect(request.value == ["password": "text", "name": "text", "key": "text", "inner": ["x": 1]])
        #expect(request.isValid && response.isValid)
    }

    @Test func `a response sample that comes from a schema's example omits writeOnly properties`() throws {
        let schema = #"""
            {"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string", "writeOnly": true}},
            "example": {"a": "given", "b": "secret"}}
            """#
        #expect(try sample(schema: schema).sample.value == ["a": "given"])
        #expect(try sample(schema: schema, for: .request).sample.value == ["a": "given", "b": "secret"])
    }

    @Test func `a sample uses the next branch when a branch has no valid value`() throws {
        let (sample, _) = try sample(
            schema:
                #"{"oneOf": [{"type": "object", "required": ["a"], "properties": {"a": false}}, {"type": "object", "required": ["b"], "properties": {"b": {"const": 2}}}]}"#
        )
        #expect(sample.isValid && sample.value == ["b": 2])
    }

    @Test func `a sample of a schema with if-then-else conditions has the members of one case only`() throws {
        let conditions = ["a", "b", "c", "d"].map { name in
            #"{"if": {"required": ["t"], "properties": {"t": {"const": "\#(name)"}}}, "then": {"required": ["\#(name)"], "properties": {"\#(name)": {"type": "integer"}}}, "else": {"properties": {"\#(name)": false}}}"#
        }
        let (sample, _) = try sample(
            schema:
                #"{"type": "object", "required": ["t"], "properties": {"t": {"enum": ["a", "b", "c", "d"]}}, "allOf": [\#(conditions.joined(separator: ","))]}"#
        )
        #expect(sample.isValid && sample.value == ["t": "a", "a": 1], "\(sample.value.text)")
    }

    @Test func `the generator finds the schemas that have no sample`() throws {
        let components = ##"""
            {"Good": {"type": "string"}, "Bad": {"type": "string", "pattern": "^(?=a)b"},
            "Endless": {"type": "object", "required": ["self"], "properties": {"self": {"$ref": "#/components/schemas/Endless"}}},
            "Tree": {"type": ["object", "null"], "required": ["kid"], "properties": {"kid": {"$ref": "#/components/schemas/Tree"}}}}
            """##
        let operation = try contract(bodySchema: "{}", components: components).operations[0]
        let places = ["Good", "Bad", "Tree", "Endless"].map {
            SchemaLocation(document: 0, pointer: JSONPointer(["components", "schemas", $0]))
        }
        let found = SampleGenerator(library: operation.library).unsampledSchemas(among: places, for: .response)
        #expect(found == [places[1], places[3]])
    }

    @Test func `a sample response tells whether its body is valid`() throws {
        let good = try contract(bodySchema: #"{"type": "string"}"#).operations[0]
        #expect(good.sampleResponse().isValid)
        let bad = try contract(bodySchema: #"{"type": "object", "required": ["a"], "properties": {"a": false}}"#)
        #expect(!bad.operations[0].sampleResponse().isValid)
    }
}
