import Documents
import OrderedCollections
import Testing

@testable import Contract

/// A sample of this schema and its violations by the validator.
func sample(
    schema: String,
    components: String = "{}",
    for direction: SampleDirection = .response
) throws -> (sample: Sample, violations: [ContractViolation]) {
    let operation = try contract(bodySchema: schema, components: components).operations[0]
    let place = SchemaLocation(
        document: 0,
        pointer: JSONPointer(["paths", "/x", "post", "requestBody", "content", "application/json", "schema"])
    )
    let generator = SampleGenerator(library: operation.library)
    let sample = generator.sample(of: place, for: direction)
    #expect(generator.sample(of: place, for: direction).value.text == sample.value.text, "not the same each time")
    let validator = LazySchema(operation.library, at: place)
    return (sample, LazySchema.violations(of: sample.value, against: validator))
}

private func expectValid(_ schema: String, components: String = "{}") throws {
    let (sample, violations) = try sample(schema: schema, components: components)
    #expect(violations.isEmpty && sample.isValid, "\(schema): \(sample.value.text.prefix(300)): \(violations)")
}

struct SampleSchemaTests {
    @Test(arguments: [
        #"{"pattern": "^(?=.*[A-Z])(?=.*[0-9]).{8,}$"}"#,
        #"{"pattern": "^(?=.*[a-z])(?=.*[A-Z])(?=.*\\d)(?=.*[@$!%*?&])[A-Za-z\\d@$!%*?&]{8,20}$"}"#,
        #"{"pattern": "^(?!admin)(?!.*root)[a-z]+$"}"#, #"{"pattern": "^(?!a)[a-c]+$"}"#,
        #"{"pattern": "^(?!.*aa)[ab]{5}$"}"#, #"{"pattern": "^(?!0+$)[0-9]{3}$"}"#,
        #"{"pattern": "^(a|b)\\1$"}"#, #"{"pattern": "^(?<q>['\"])x+\\k<q>$"}"#,
        #"{"pattern": "^([A-Z])[a-z]{3}\\1$", "minLength": 5}"#, #"{"pattern": "(?:^|,)x$"}"#,
        #"{"pattern": "^(foo|ba(r|z))+$", "minLength": 7}"#, #"{"pattern": "^(ab)+$", "minLength": 5, "maxLength": 6}"#,
        #"{"pattern": "^[^a-zA-Z0-9\\s]{4}$"}"#, #"{"pattern": "\\bcat\\b", "minLength": 9}"#,
        #"{"pattern": "^\\p{Lu}\\p{Ll}+$"}"#, #"{"pattern": "^[\\u4e00-\\u9fa5]{2}$"}"#,
        #"{"pattern": "^.{1,4096}$"}"#, #"{"pattern": "^[a-z]{0,65536}$"}"#, #"{"pattern": "^[a-z]{5000}$"}"#,
        #"{"allOf": [{"pattern": "^a"}, {"pattern": "b$"}, {"minLength": 4}]}"#,
        #"{"pattern": "^a", "not": {"pattern": "^aa"}, "minLength": 3}"#,
        #"{"pattern": "^[0-9]+$", "not": {"const": "0"}}"#, #"{"pattern": "^(?=.{3}$)[a-z-]+$"}"#,
        #"{"pattern": "^(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}$"}"#, #"{"pattern": "(?<=a)b"}"#,
        #"{"pattern": "^a(?!b).c$"}"#, #"{"pattern": "^$"}"#, #"{"type": "string", "minLength": 3000}"#,
        #"{"type": "string", "minLength": 2, "maxLength": 2}"#, #"{"type": "string", "maxLength": 0}"#,
        #"{"format": "email", "maxLength": 8}"#, #"{"format": "email", "minLength": 100}"#,
        #"{"format": "email", "pattern": "@acme\\.com$"}"#, #"{"format": "uri", "maxLength": 10}"#,
        #"{"format": "uri", "minLength": 60}"#, #"{"format": "uri", "pattern": "^ftp://"}"#,
        #"{"format": "date-time", "maxLength": 20}"#, #"{"format": "date-time", "pattern": "Z$", "minLength": 28}"#,
        #"{"format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$"}"#, #"{"format": "hostname", "minLength": 90}"#,
        #"{"format": "ipv4", "minLength": 15}"#, #"{"format": "ipv6", "maxLength": 3}"#,
        #"{"format": "hostname", "maxLength": 3}"#, #"{"format": "uuid", "pattern": "^[0-9a-f-]{36}$"}"#,
        #"{"type": "string", "contentEncoding": "base64", "minLength": 10}"#,
        #"{"type": "string", "format": "byte"}"#,
    ])
    func `a sample text has its schema's pattern, format and length`(schema: String) throws { try expectValid(schema) }

    @Test(arguments: [
        #"{"type": "number", "exclusiveMinimum": 1.5, "maximum": 1.6}"#,
        #"{"type": "number", "exclusiveMinimum": 1.5, "exclusiveMaximum": 1.5000001}"#,
        #"{"type": "integer", "minimum": 9007199254740993}"#,
        #"{"type": "integer", "exclusiveMinimum": 9007199254740993, "maximum": 9007199254740994}"#,
        #"{"type": "integer", "maximum": -9007199254740993}"#,
        #"{"type": "integer", "minimum": 9223372036854775807}"#,
        #"{"type": "integer", "maximum": -9223372036854775808}"#, #"{"type": "integer", "minimum": 1e30}"#,
        #"{"type": "number", "exclusiveMinimum": 1e300}"#, #"{"minimum": 0.1, "maximum": 0.2}"#,
        #"{"multipleOf": 0.01, "minimum": 19.985, "maximum": 19.994}"#,
        #"{"multipleOf": 1e-10, "exclusiveMinimum": 0}"#,
        #"{"multipleOf": 1e-300, "minimum": 5}"#, #"{"type": "integer", "multipleOf": 2.5, "minimum": 1}"#,
        #"{"allOf": [{"multipleOf": 4}, {"multipleOf": 6}], "minimum": 1}"#,
        #"{"allOf": [{"multipleOf": 0.4}, {"multipleOf": 0.6}], "exclusiveMinimum": 0}"#,
        #"{"type": "integer", "multipleOf": 7, "minimum": 15, "maximum": 21}"#,
        #"{"type": "integer", "multipleOf": 7, "maximum": -15, "minimum": -21}"#,
        #"{"type": "integer", "exclusiveMinimum": 3, "exclusiveMaximum": 5}"#, #"{"type": "integer", "minimum": 2.5}"#,
        #"{"type": "number", "not": {"type": "integer"}}"#, #"{"type": "integer", "not": {"enum": [0, 1]}}"#,
        #"{"type": "integer", "not": {"minimum": -10}}"#, #"{"type": "number", "minimum": 3, "not": {"maximum": 5}}"#,
        #"{"type": "integer", "minimum": 1000000007, "maximum": 1000000007}"#,
        #"{"type": "number", "minimum": 0.3, "maximum": 0.3}"#, #"{"type": "integer", "minimum": -5, "maximum": -5}"#,
    ])
    func `a sample number is within the range of its schema`(schema: String) throws { try expectValid(schema) }

    @Test(arguments: [
        #"{"type": "array", "contains": {"const": 1}, "minContains": 3}"#,
        #"{"type": "array", "contains": {"const": 1}, "minContains": 2, "maxContains": 2, "minItems": 5}"#,
        #"{"type": "array", "items": {"type": "integer"}, "contains": {"minimum": 10}, "maxContains": 1, "minItems": 3}"#,
        #"{"prefixItems": [{"type": "string"}], "contains": {"type": "integer"}}"#,
        #"{"prefixItems": [{"type": "string"}, {}], "contains": {"type": "integer"}, "items": false, "type": "array"}"#,
        #"{"prefixItems": [{"type": "string"}, {"type": "integer"}], "contains": {"type": "string"}, "maxItems": 2, "type": "array"}"#,
        #"{"type": "array", "contains": {"type": "string"}, "minContains": 0, "maxContains": 0, "minItems": 2}"#,
        #"{"allOf": [{"contains": {"const": "a"}}, {"contains": {"const": "b"}}], "type": "array"}"#,
        #"{"allOf": [{"contains": {"minimum": 2}}, {"contains": {"maximum": 3}}], "type": "array", "maxItems": 1}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "items": {"enum": ["red", "green", "blue"]}}"#,
        #"{"type": "array", "minItems": 2, "uniqueItems": true, "items": {"type": "boolean"}}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": ["boolean", "null"]}}"#,
        #"{"type": "array", "minItems": 4, "uniqueItems": true, "items": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}"#,
        #"{"type": "array", "minItems": 4, "uniqueItems": true, "items": {"type": "object", "required": ["a", "b"], "additionalProperties": false, "properties": {"a": {"type": "boolean"}, "b": {"enum": [1, 2]}}}}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "string", "format": "uuid"}}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "string", "format": "date-time"}}"#,
        #"{"type": "array", "minItems": 5, "uniqueItems": true, "items": {"type": "string", "format": "email"}}"#,
        #"{"type": "array", "minItems": 6, "uniqueItems": true, "items": {"type": "string", "pattern": "^[a-z]{2}$"}}"#,
        #"{"type": "array", "minItems": 5, "uniqueItems": true, "items": {"type": "string", "maxLength": 1}}"#,
        #"{"type": "array", "minItems": 4, "uniqueItems": true, "items": {"type": "number", "minimum": 0, "maximum": 1}}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "integer", "multipleOf": 5, "maximum": 10, "minimum": 0}}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "items": {"type": "array", "items": {"type": "integer"}}}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "items": {"anyOf": [{"const": 1}, {"const": "b"}, {"type": "null"}]}}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "prefixItems": [{"const": 2}]}"#,
        #"{"type": "array", "minItems": 3, "uniqueItems": true, "contains": {"const": 3}}"#,
        #"{"type": "array", "minItems": 500, "items": {"type": "string"}}"#,
        #"{"type": "array", "maxItems": 0, "items": {"type": "string"}}"#,
        #"{"type": "array", "items": false}"#, #"{"type": "array", "not": {"maxItems": 2}}"#,
        #"{"type": "array", "prefixItems": [{"type": "string"}], "unevaluatedItems": false}"#,
        #"{"type": "array", "items": {"type": "integer"}, "not": {"items": {"type": "integer", "maximum": 5}}}"#,
        #"{"type": "array", "minItems": 2, "not": {"uniqueItems": true}}"#,
    ])
    func `a sample list has the items that its schema requires`(schema: String) throws { try expectValid(schema) }

    @Test(arguments: [
        #"{"type": "object", "minProperties": 2, "propertyNames": {"pattern": "^x_[a-z]+$"}}"#,
        #"{"type": "object", "minProperties": 3, "propertyNames": {"enum": ["a", "b", "c"]}}"#,
        #"{"type": "object", "minProperties": 2, "propertyNames": {"maxLength": 2}}"#,
        #"{"type": "object", "minProperties": 2, "patternProperties": {"^x-": {"type": "integer"}}, "additionalProperties": false}"#,
        #"{"type": "object", "required": ["x-a"], "patternProperties": {"^x-": {"type": "integer"}, "a$": {"minimum": 7}}}"#,
        #"{"type": "object", "minProperties": 2, "additionalProperties": {"type": "integer", "minimum": 5}}"#,
        #"{"type": "object", "maxProperties": 1, "properties": {"a": {}, "b": {}}}"#,
        #"{"type": "object", "maxProperties": 1, "required": ["b"], "properties": {"a": {}, "b": {}}}"#,
        #"{"properties": {"a": {"type": "string"}}, "dependentRequired": {"a": ["b"], "b": ["c"]}}"#,
        #"{"required": ["a"], "dependentSchemas": {"a": {"required": ["b"], "properties": {"b": {"type": "integer"}}}}}"#,
        #"{"properties": {"a": {}}, "dependentSchemas": {"a": false}}"#,
        #"{"properties": {"kind": {"enum": ["x", "y"]}}, "required": ["kind"], "if": {"properties": {"kind": {"const": "x"}}}, "then": false, "else": {"required": ["z"]}}"#,
        #"{"type": "object", "if": {"required": ["a"]}, "then": {"required": ["b"]}, "else": {"required": ["c"]}}"#,
        #"{"type": "object", "required": ["t"], "properties": {"t": {"enum": ["a", "b", "c"]}}, "allOf": [{"if": {"properties": {"t": {"const": "a"}}}, "then": false}, {"if": {"properties": {"t": {"const": "b"}}}, "then": {"required": ["v"], "properties": {"v": {"type": "integer"}}}}]}"#,
        #"{"type": "object", "required": ["a"], "not": {"properties": {"a": {"type": "string"}}}}"#,
        #"{"type": "object", "properties": {"a": {}, "b": {}}, "not": {"required": ["a"]}}"#,
        #"{"type": "object", "required": ["a"], "properties": {"a": {"enum": [1, 2]}}, "not": {"properties": {"a": {"const": 1}}, "required": ["a"]}}"#,
        #"{"type": "object", "properties": {"a": {"type": "string"}, "old": {"not": {}}, "bad": false}}"#,
        #"{"not": {"type": ["object", "array", "string"]}}"#,
        #"{"not": {"anyOf": [{"type": "object"}, {"type": "array"}]}}"#,
        #"{"not": {"not": {"type": "integer"}}}"#, #"{"enum": [1, "a", null], "type": "string"}"#,
        #"{"const": 5, "type": "integer"}"#, #"{"enum": [1, 2, 3], "not": {"enum": [1, 2]}}"#,
        #"{"allOf": [{"enum": [1, 2, 3]}, {"enum": [3, 4]}]}"#, #"{"allOf": [{"minimum": 3}, {"maximum": 3}]}"#,
        #"{"allOf": [{"required": ["a"], "properties": {"a": {"type": "integer"}}}, {"properties": {"a": {"minimum": 10}}}]}"#,
        #"{"allOf": [{"properties": {"a": {"enum": ["x", "y"]}}}, {"properties": {"a": {"enum": ["y", "z"]}}}], "required": ["a"]}"#,
        #"{"oneOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"b": {"type": "integer"}}}], "type": "object"}"#,
        #"{"oneOf": [{"type": "object", "properties": {"a": {}}}, {"type": "object", "properties": {"b": {}}, "required": ["b"]}]}"#,
        #"{"oneOf": [{"type": "integer"}, {"minimum": 2}], "type": "integer", "minimum": 0}"#,
        #"{"oneOf": [{"multipleOf": 2}, {"multipleOf": 3}], "type": "integer", "minimum": 6}"#,
        #"{"oneOf": [{"maxLength": 5}, {"minLength": 3}], "type": "string"}"#,
        #"{"oneOf": [{"required": ["a"]}, {"required": ["b"]}], "properties": {"a": {"type": "string"}, "b": {"type": "string"}}, "type": "object"}"#,
        #"{"anyOf": [{"required": ["a"]}, {"required": ["b"]}], "properties": {"a": false, "b": {"type": "string"}}, "type": "object"}"#,
        #"{"allOf": [{"properties": {"a": {"type": "string"}}}], "properties": {"b": {"type": "string"}}, "unevaluatedProperties": false}"#,
        #"{"anyOf": [{"properties": {"a": {"type": "string"}}, "required": ["a"]}], "required": ["c"], "unevaluatedProperties": {"type": "integer"}}"#,
        #"{"allOf": [{"type": "object", "additionalProperties": false, "properties": {"a": {}, "b": {}}}, {"type": "object", "properties": {"a": {}, "c": {}}}]}"#,
        #"{"type": ["integer", "string"], "minimum": 5, "enum": ["a", 7]}"#, #"{"type": "object", "const": {"a": 1}}"#,
        #"{"type": "object", "properties": {"hard": {"type": "string", "pattern": "^(?=a)b$"}, "easy": {"type": "string"}}}"#,
        #"{"type": "object", "minProperties": 1, "properties": {"secret": {"type": "string", "writeOnly": true}}, "additionalProperties": false}"#,
        "true", "{}",
    ])
    func `a sample of an object or combined schema is valid`(schema: String) throws { try expectValid(schema) }
}
