import Documents
import OrderedCollections
import Testing

@testable import Contract

struct MixedSampleTests {
    @Test(arguments: [
        (
            ##"{"type": "array", "items": {"$ref": "#/components/schemas/Pet"}, "minItems": 2, "uniqueItems": true}"##,
            ##"{"Pet": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}, "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "a": {"type": "integer"}}}, "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "b": {"type": "string"}}}}"##
        ),
        (
            ##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}"##,
            ##"{"Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "a": {"type": "integer"}}}, "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "b": {"type": "string"}}}}"##
        ),
        (
            ##"{"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}"##,
            ##"{"Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["c"]}, "a": {"type": "integer"}}}, "Dog": {"type": "object", "required": ["kind"], "properties": {"kind": {"const": "d"}, "b": {"type": "string"}}}}"##
        ),
        (
            ##"{"$ref": "#/components/schemas/R"}"##,
            ##"{"R": {"type": "object", "required": ["x-a"], "patternProperties": {"^x-": {"anyOf": [{"$ref": "#/components/schemas/R"}, {"type": "string"}]}}}}"##
        ),
        (
            ##"{"$ref": "#/components/schemas/R"}"##,
            ##"{"R": {"type": "array", "prefixItems": [{"type": "string"}, {"anyOf": [{"$ref": "#/components/schemas/R"}, {"type": "null"}]}], "minItems": 2, "items": false}}"##
        ),
        (
            ##"{"$ref": "#/components/schemas/R"}"##,
            ##"{"R": {"type": "object", "required": ["t"], "properties": {"t": {"enum": ["node", "leaf"]}}, "if": {"properties": {"t": {"const": "node"}}}, "then": {"required": ["kid"], "properties": {"kid": {"$ref": "#/components/schemas/R"}}}}}"##
        ),
        (
            ##"{"$ref": "#/components/schemas/R"}"##,
            ##"{"R": {"type": "object", "required": ["t"], "unevaluatedProperties": {"oneOf": [{"$ref": "#/components/schemas/R"}, {"type": "integer"}]}}}"##
        ),
        (
            ##"{"$ref": "#/components/schemas/R"}"##,
            ##"{"R": {"type": "object", "required": ["a"], "dependentSchemas": {"a": {"properties": {"a": {"oneOf": [{"$ref": "#/components/schemas/R"}, {"const": 3}]}}}}}}"##
        ),
        (##"{"type": "array", "items": {"enum": [{"a": 1}, {"a": 2}]}, "minItems": 2, "uniqueItems": true}"##, "{}"),
        (
            ##"{"type": "object", "required": ["x_a"], "minProperties": 3, "propertyNames": {"pattern": "^x_[a-z]$"}, "additionalProperties": {"type": "boolean"}}"##,
            "{}"
        ),
        (##"{"multipleOf": 0.01, "exclusiveMinimum": 0, "maximum": 0.01}"##, "{}"),
        (
            ##"{"type": "integer", "format": "int64", "minimum": 1, "maximum": 9223372036854775807, "multipleOf": 9007199254740993}"##,
            "{}"
        ),
        (
            ##"{"type": "object", "oneOf": [{"properties": {"k": {"const": "a"}}}, {"properties": {"k": {"const": "b"}}}], "properties": {"k": {"type": "string"}}}"##,
            "{}"
        ),
        (
            ##"{"type": "object", "oneOf": [{"properties": {"k": {"type": "string"}}}, {"properties": {"k": {"type": "string"}, "z": {"type": "string"}}}]}"##,
            "{}"
        ),
        (
            ##"{"anyOf": [{"type": "object", "required": ["a"], "properties": {"a": {"const": 1}}}, {"type": "string"}], "not": {"type": "object"}}"##,
            "{}"
        ),
        (##"{"type": "string", "enum": ["aa", "bbb", "cccc"], "minLength": 3, "pattern": "c"}"##, "{}"),
        (##"{"type": "string", "example": "bad value", "pattern": "^[0-9]+$"}"##, "{}"),
        (
            ##"{"type": "object", "additionalProperties": {"type": "string"}, "minProperties": 2, "maxProperties": 2, "properties": {"a": {"type": "string"}}}"##,
            "{}"
        ),
        (
            ##"{"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}, "c": {"type": "string"}}, "dependentRequired": {"a": ["b"], "c": ["d"]}, "additionalProperties": false}"##,
            "{}"
        ),
        (
            ##"{"allOf": [{"$ref": "#/components/schemas/P"}, {"properties": {"id": {"minLength": 5}}}], "unevaluatedProperties": false}"##,
            ##"{"P": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "maxLength": 6}}}}"##
        ),
        (
            ##"{"type": "object", "required": ["d"], "properties": {"d": {"type": "string", "format": "date-time", "pattern": "^2030-"}}}"##,
            "{}"
        ),
        (##"{"type": "string", "format": "uri", "pattern": "^https://[a-z]+\\.example\\.org/v[0-9]$"}"##, "{}"),
        (##"{"type": "string", "format": "email", "pattern": "^[a-z]{3}@", "maxLength": 9}"##, "{}"),
        (##"{"type": "string", "format": "uuid", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-7"}"##, "{}"),
        (##"{"type": "string", "format": "date", "pattern": "^20[3-9]"}"##, "{}"),
        (##"{"type": "string", "format": "hostname", "pattern": "\\.internal$"}"##, "{}"),
        (##"{"type": "string", "format": "ipv4", "pattern": "^10\\."}"##, "{}"),
        (##"{"type": "string", "format": "time", "pattern": "^1[0-9]:"}"##, "{}"),
        (##"{"type": "string", "not": {"pattern": "^text"}}"##, "{}"),
        (##"{"type": "string", "not": {"format": "email"}, "format": "uri"}"##, "{}"),
        (##"{"type": "string", "not": {"maxLength": 20}}"##, "{}"),
        (##"{"type": ["string", "integer"], "not": {"type": "string"}}"##, "{}"),
        (##"{"type": "object", "not": {"additionalProperties": false, "properties": {"a": {}}}}"##, "{}"),
        (
            ##"{"type": "object", "required": ["a"], "properties": {"a": {"type": "array", "items": {"type": "string"}}}, "not": {"properties": {"a": {"maxItems": 3}}}}"##,
            "{}"
        ),
        (
            ##"{"contains": {"type": "object", "required": ["id"], "properties": {"id": {"const": 7}}}, "items": {"type": "object", "properties": {"id": {"type": "integer"}}}, "type": "array", "minItems": 2, "maxContains": 1}"##,
            "{}"
        ),
        (
            ##"{"$defs": {"x": {"type": "integer"}}, "$ref": "#/paths/~1x/post/requestBody/content/application~1json/schema/$defs/x", "minimum": 12}"##,
            "{}"
        ),
        (
            ##"{"type": "array", "items": {"type": "number", "multipleOf": 0.1, "minimum": 0, "maximum": 0.3}, "minItems": 4, "uniqueItems": true}"##,
            "{}"
        ),
        (##"{"type": "string", "pattern": "^(?!.*(.)\\1)[ab]{4}$"}"##, "{}"),
        (##"{"type": "string", "pattern": "^(?=.*(.)\\1)[ab]{4}$"}"##, "{}"),
        (##"{"type": "string", "pattern": "^(\\w)(\\w)\\2\\1$", "not": {"pattern": "^aaaa$"}}"##, "{}"),
        (##"{"type": "string", "pattern": "(?<!a)b{2}(?<=bb)$", "minLength": 3}"##, "{}"),
        (##"{"type": "string", "minLength": 20, "pattern": "^[A-Z]{2}[0-9]{2}[A-Z0-9]{1,30}$"}"##, "{}"),
        (
            ##"{"type": "string", "pattern": "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$", "minLength": 10}"##,
            "{}"
        ),
        (
            ##"{"oneOf": [{"type": "array", "items": {"type": "string"}}, {"type": "array", "items": {"type": "integer"}}]}"##,
            "{}"
        ),
        (
            ##"{"oneOf": [{"type": "object", "additionalProperties": {"type": "string"}}, {"type": "object", "additionalProperties": {"type": "integer"}}]}"##,
            "{}"
        ),
        (
            ##"{"oneOf": [{"format": "email", "type": "string"}, {"format": "uri", "type": "string"}, {"type": "string"}]}"##,
            "{}"
        ),
        (##"{"oneOf": [{"type": "string"}, {"type": "string", "enum": ["a", "text"]}]}"##, "{}"),
        (
            ##"{"type": "object", "properties": {"x": {"oneOf": [{"type": "string"}, {"type": "string", "maxLength": 10}]}}, "required": ["x"]}"##,
            "{}"
        ),
    ])
    func `a schema that combines keywords has a valid sample`(schema: String, components: String) throws {
        let (sample, violations) = try sample(schema: schema, components: components)
        #expect(sample.isValid && violations.isEmpty, "\(schema): \(sample.value.text.prefix(300)): \(violations)")
    }

    @Test func `the samples of a contract in YAML are valid`() throws {
        let text = """
            openapi: 3.1.0
            info: { title: Samples, version: "1" }
            paths:
              /password: { get: { responses: { "200": { $ref: "#/components/responses/Password" } } } }
              /pet: { get: { responses: { "200": { $ref: "#/components/responses/Pet" } } } }
            components:
              responses:
                Password:
                  description: A password
                  content: { application/json: { schema: { type: string, pattern: "^(?=.*[A-Z])(?=.*[0-9]).{8,}$" } } }
                Pet:
                  description: A pet
                  content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } }
              schemas:
                Pet:
                  oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }]
                  discriminator: { propertyName: kind, mapping: { cat: "#/components/schemas/Cat", dog: Dog } }
                Cat: { type: object, required: [kind], properties: { kind: { type: string } } }
                Dog: { type: object, required: [kind, barks], properties: { kind: { type: string }, barks: {} } }
            """
        let contract = try ContractLoader.load(text: text)
        for operation in contract.operations {
            let sample = operation.sampleResponse()
            let body = try #require(sample.body)
            let found = operation.validateResponse(status: 200, headers: sample.headers, body: body.serialized)
            #expect(sample.isValid && found.isEmpty, "\(body.text): \(found)")
        }
        #expect(contract.operations[1].sampleResponse().body?["kind"] == "cat")
    }
}
