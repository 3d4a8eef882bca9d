import Contract
import Documents
import OrderedCollections
import Testing

/// A schema, a value, and the keyword that the value breaks; nil if it passes.
typealias KeywordCase = (schema: String, value: JSONValue, keyword: String?)

private func check(_ row: KeywordCase) throws {
    let found = try violations(of: row.value, schema: row.schema)
    #expect(found.map(\.keyword) == (row.keyword.map { [$0] } ?? []), "\(row.schema) \(row.value.text): \(found)")
}

struct KeywordTests {
    @Test(
        arguments: [
            (#"{"type": "integer"}"#, 5.0, nil), (#"{"type": "integer"}"#, 5.5, "type"),
            (#"{"type": "number"}"#, 5, nil),
            (#"{"type": "integer"}"#, .number(1e30), nil), (#"{"type": ["string", "null"]}"#, nil, nil),
            (#"{"type": ["string", "null"]}"#, 1, "type"), (#"{"type": "boolean"}"#, 0, "type"), ("true", 1, nil),
            ("false", 1, "false"), ("{}", nil, nil), (#"{"type": "object"}"#, [], "type"),
        ] as [KeywordCase]
    )
    func `a value is validated against type and boolean schemas`(row: KeywordCase) throws { try check(row) }

    @Test(
        arguments: [
            (#"{"enum": ["a", 1, null]}"#, 1.0, nil), (#"{"enum": ["a", 1, null]}"#, "b", "enum"),
            (#"{"const": {"a": [1]}}"#, ["a": [1.0]], nil), (#"{"const": {"a": [1]}}"#, ["a": [2]], "const"),
            (#"{"const": false}"#, 0, "const"), (#"{"enum": [1,2,3,4,5,6,7,8,9,10]}"#, 10, nil),
            (#"{"enum": [1,2,3,4,5,6,7,8,9,10]}"#, 11, "enum"),
        ] as [KeywordCase]
    )
    func `a value is validated against enum and const`(row: KeywordCase) throws { try check(row) }

    @Test(
        arguments: [
            (#"{"minimum": 1}"#, 1, nil), (#"{"minimum": 1}"#, 0.9, "minimum"), (#"{"maximum": 1}"#, 2, "maximum"),
            (#"{"exclusiveMinimum": 1}"#, 1, "exclusiveMinimum"), (#"{"exclusiveMaximum": 1}"#, 0, nil),
            (#"{"exclusiveMaximum": 1}"#, 1, "exclusiveMaximum"), (#"{"minimum": 1}"#, "a", nil),
            (#"{"maximum": 9223372036854775806}"#, .integer(.max), "maximum"),
            (#"{"multipleOf": 0.01}"#, 0.07, nil), (#"{"multipleOf": 0.01}"#, 19.99, nil),
            (#"{"multipleOf": 0.01}"#, 0.075, "multipleOf"), (#"{"multipleOf": 3}"#, 9, nil),
            (#"{"multipleOf": 3}"#, 10, "multipleOf"),
            (#"{"multipleOf": 0.5}"#, .number(1e308), nil), (#"{"multipleOf": 1e-8}"#, 0.0000001, nil),
        ] as [KeywordCase]
    )
    func `a number is validated against the numeric keywords`(row: KeywordCase) throws { try check(row) }

    @Test(
        arguments: [
            (#"{"minLength": 2}"#, "é", "minLength"), (#"{"maxLength": 1}"#, "😀", nil),
            (#"{"maxLength": 1}"#, "e\u{301}", "maxLength"),
            (#"{"pattern": "b+"}"#, "abc", nil), (#"{"pattern": "^b"}"#, "abc", "pattern"),
            (#"{"pattern": "^b"}"#, 5, nil),
            (#"{"minLength": 1, "x-normalize": "line"}"#, " \n ", "minLength"),
            (#"{"maxLength": 3, "pattern": "^a b$", "x-normalize": "line"}"#, "  a   b  ", nil),
            (#"{"format": "email"}"#, "a@b.co", nil), (#"{"format": "email"}"#, "a", "format"),
            (#"{"format": "color"}"#, "a", nil),
        ] as [KeywordCase]
    )
    func `a text is validated against the string keywords`(row: KeywordCase) throws { try check(row) }

    @Test(
        arguments: [
            (#"{"items": {"type": "string"}}"#, ["a", 1], "type"),
            (#"{"prefixItems": [{"type": "string"}], "items": false}"#, ["a"], nil),
            (#"{"prefixItems": [{"type": "string"}], "items": false}"#, ["a", 1], "false"),
            (#"{"minItems": 1}"#, [], "minItems"),
            (#"{"maxItems": 1}"#, [1, 2], "maxItems"), (#"{"uniqueItems": true}"#, [1, 1.0], "uniqueItems"),
            (#"{"uniqueItems": true}"#, [1, true], nil), (#"{"contains": {"const": 1}}"#, [2], "contains"),
            (#"{"contains": {"const": 1}, "minContains": 2}"#, [1], "minContains"),
            (#"{"contains": {"const": 1}, "maxContains": 1}"#, [1, 1], "maxContains"),
            (#"{"contains": {"const": 1}, "minContains": 0}"#, [], nil),
        ] as [KeywordCase]
    )
    func `a list is validated against the array keywords`(row: KeywordCase) throws { try check(row) }

    @Test(
        arguments: [
            (#"{"required": ["a"]}"#, [:], "required"), (#"{"required": ["a"]}"#, ["a": nil], nil),
            (#"{"properties": {"a": {"type": "string"}}}"#, ["a": 1], "type"),
            (#"{"additionalProperties": false, "properties": {"a": true}}"#, ["a": 1, "b": 1], "false"),
            (#"{"additionalProperties": {"type": "string"}}"#, ["b": 1], "type"),
            (#"{"patternProperties": {"^x": {"type": "string"}}, "additionalProperties": false}"#, ["xa": "s"], nil),
            (#"{"patternProperties": {"^x": {"type": "string"}}}"#, ["xa": 1], "type"),
            (#"{"propertyNames": {"maxLength": 1}}"#, ["ab": 1], "maxLength"),
            (#"{"minProperties": 1}"#, [:], "minProperties"),
            (#"{"maxProperties": 1}"#, ["a": 1, "b": 1], "maxProperties"),
            (#"{"dependentRequired": {"a": ["b"]}}"#, ["a": 1], "dependentRequired"),
            (#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, ["a": 1], "required"),
            (#"{"dependentSchemas": {"a": {"required": ["b"]}}}"#, ["c": 1], nil),
            (#"{"x-max-bytes": 7}"#, ["a": 1], nil), (#"{"x-max-bytes": 6}"#, ["a": 1], "x-max-bytes"),
        ] as [KeywordCase]
    )
    func `an object is validated against the object keywords`(row: KeywordCase) throws { try check(row) }

    @Test(
        arguments: [
            (#"{"allOf": [{"minimum": 1}, {"maximum": 2}]}"#, 3, "maximum"),
            (#"{"not": {"type": "string"}}"#, "a", "not"),
            (#"{"anyOf": [{"type": "string"}, {"minimum": 5}]}"#, 6, nil),
            (#"{"oneOf": [{"minimum": 1}, {"minimum": 2}]}"#, 3, "oneOf"),
            (#"{"oneOf": [{"minimum": 1}, {"minimum": 2}]}"#, 1, nil),
            (#"{"if": {"minimum": 5}, "then": {"multipleOf": 2}, "else": {"maximum": 3}}"#, 7, "multipleOf"),
            (#"{"if": {"minimum": 5}, "then": {"multipleOf": 2}, "else": {"maximum": 3}}"#, 4, "maximum"),
            (#"{"if": {"minimum": 5}, "then": {"multipleOf": 2}, "else": {"maximum": 3}}"#, 6, nil),
            (#"{"then": false}"#, 1, nil),
        ] as [KeywordCase]
    )
    func `a value is validated against the logical keywords`(row: KeywordCase) throws { try check(row) }

    @Test(
        arguments: [
            (#"{"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}"#, ["a": 1], nil),
            (#"{"allOf": [{"properties": {"a": true}}], "unevaluatedProperties": false}"#, ["a": 1, "b": 2], "false"),
            (
                #"{"anyOf": [{"properties": {"a": {"const": 1}}}, {"properties": {"b": true}, "required": ["b"]}], "unevaluatedProperties": false}"#,
                ["a": 2, "b": 2], "false"
            ),
            (
                #"{"if": {"properties": {"a": {"const": 1}}, "required": ["a"]}, "then": {"properties": {"b": true}}, "unevaluatedProperties": false}"#,
                ["a": 1, "b": 2], nil
            ),
            (#"{"prefixItems": [true], "unevaluatedItems": {"type": "string"}}"#, [1, 2], "type"),
            (#"{"contains": {"type": "string"}, "unevaluatedItems": false}"#, ["a", 1], "false"),
            (#"{"not": {"not": {"properties": {"a": true}}}, "unevaluatedProperties": false}"#, ["a": 1], "false"),
        ] as [KeywordCase]
    )
    func `unevaluatedProperties and unevaluatedItems are validated`(row: KeywordCase) throws { try check(row) }
}
