/// The kind of value that a keyword of a schema must have.
enum KeywordShape: Sendable {
    case schema
    case schemas
    case namedSchemas
    /// Named schemas whose names are patterns.
    case patternSchemas
    case text
    case pattern
    case reference
    case types
    case number
    case positiveNumber
    case count
    case flag
    case texts
    case namedTexts
    case list
    case lineMode
    case redaction

    static let table: [String: KeywordShape] = [
        "$ref": .reference, "$dynamicRef": .reference, "$id": .text, "$anchor": .text, "$dynamicAnchor": .text,
        "$schema": .text, "$comment": .text, "$defs": .namedSchemas, "definitions": .namedSchemas,
        "allOf": .schemas, "anyOf": .schemas, "oneOf": .schemas, "not": .schema, "if": .schema, "then": .schema,
        "else": .schema, "dependentSchemas": .namedSchemas, "prefixItems": .schemas, "items": .schema,
        "contains": .schema, "properties": .namedSchemas, "patternProperties": .patternSchemas,
        "additionalProperties": .schema, "propertyNames": .schema, "unevaluatedItems": .schema,
        "unevaluatedProperties": .schema, "contentSchema": .schema, "type": .types, "enum": .list,
        "multipleOf": .positiveNumber, "maximum": .number, "exclusiveMaximum": .number, "minimum": .number,
        "exclusiveMinimum": .number, "maxLength": .count, "minLength": .count, "pattern": .pattern,
        "maxItems": .count, "minItems": .count, "uniqueItems": .flag, "maxContains": .count, "minContains": .count,
        "maxProperties": .count, "minProperties": .count, "required": .texts, "dependentRequired": .namedTexts,
        "format": .text, "contentEncoding": .text, "contentMediaType": .text, "examples": .list, "title": .text,
        "description": .text, "deprecated": .flag, "readOnly": .flag,
        "writeOnly": .flag, "x-max-bytes": .count, "x-error-code": .text, "x-normalize": .lineMode,
        "x-mock-ignored": .text, "x-redact": .redaction,
    ]
}
