import Documents
import OrderedCollections
import Testing

@testable import Contract

/// Makes random schemas, the same ones for the same seed.
private struct SchemaMaker {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % bound
    }

    mutating func schema(depth: Int) -> JSONValue {
        guard depth > 0 else { return leaf() }
        switch below(12) {
        case 0, 1: return object(depth: depth)
        case 2:
            var members: JSONObject = ["type": "array", "items": schema(depth: depth - 1)]
            if below(2) == 0 { members["minItems"] = .integer(below(4)) }
            if below(3) == 0 { members["uniqueItems"] = true }
            if below(4) == 0 { members["contains"] = schema(depth: depth - 1) }
            return .object(members)
        case 3: return ["oneOf": .array(schemas(depth: depth))]
        case 4: return ["anyOf": .array(schemas(depth: depth))]
        case 5: return ["allOf": .array(schemas(depth: depth))]
        case 6: return ["not": schema(depth: depth - 1)]
        case 7:
            return [
                "if": schema(depth: depth - 1), "then": schema(depth: depth - 1), "else": schema(depth: depth - 1),
            ]
        case 8, 9: return ["$ref": .string("#/components/schemas/\(["A", "B", "C"][below(3)])")]
        case 10:
            return [
                "type": "object", "minProperties": .integer(below(3)), "additionalProperties": schema(depth: depth - 1),
            ]
        default: return leaf()
        }
    }

    private mutating func schemas(depth: Int) -> [JSONValue] {
        (0..<(1 + below(3))).map { _ in schema(depth: depth - 1) }
    }

    private mutating func object(depth: Int) -> JSONValue {
        var properties: JSONObject = [:]
        var required: [JSONValue] = []
        for name in ["a", "b", "c", "d"].prefix(1 + below(4)) {
            properties[name] = schema(depth: depth - 1)
            if below(2) == 0 { required.append(.string(name)) }
        }
        var members: JSONObject = ["type": "object", "properties": .object(properties), "required": .array(required)]
        if below(4) == 0 { members["additionalProperties"] = false }
        if below(6) == 0 { members["unevaluatedProperties"] = false }
        if below(5) == 0 { members["dependentRequired"] = ["a": ["b"]] }
        if below(6) == 0 { members["maxProperties"] = .integer(1 + below(3)) }
        return .object(members)
    }

    private mutating func leaf() -> JSONValue {
        let number = below(40) - 20
        let leaves: [JSONValue] = [
            true, ["type": "string"], ["type": "string", "minLength": .integer(below(30))],
            ["type": "string", "maxLength": .integer(below(5))], ["type": "string", "pattern": "^[a-c]+(?!b)[xy]{2}$"],
            ["type": "string", "format": "email"], ["type": "integer", "minimum": .integer(number)],
            ["type": "number", "exclusiveMaximum": .integer(number), "multipleOf": 0.5], ["type": "boolean"],
            ["type": "null"], ["enum": ["a", 1, nil]], ["const": .integer(number)], ["type": ["string", "null"]],
            ["type": "array"], ["required": ["a"]], ["type": "integer", "not": ["const": 1]],
        ]
        return leaves[below(leaves.count)]
    }
}

struct GeneratedSchemaTests {
    @Test(arguments: 0..<10)
    func `a sample of a random schema is valid exactly if it says so, and is found within the budget`(
        seed: Int
    ) throws {
        var maker = SchemaMaker(state: UInt64(seed) &* 77_777 &+ 5)
        var found = 0
        for _ in 0..<40 {
            let components: JSONValue = [
                "A": maker.schema(depth: 3), "B": maker.schema(depth: 3), "C": maker.schema(depth: 2),
                "S": maker.schema(depth: 4),
            ]
            let document: JSONValue = ["components": ["schemas": components]]
            var index = SchemaIndex()
            let number = index.add(document, uri: URIReference("file:///schemas"))
            let library = SchemaLibrary(index)
            let place = SchemaLocation(document: number, pointer: JSONPointer(["components", "schemas", "S"]))
            let search = SampleSearch(library, .response)
            let sample = search.sample(of: place, SampleBudget())
            #expect(search.budget.steps < 4_000, "\(components.text)")
            let violations = LazySchema.violations(of: sample.value, against: LazySchema(library, at: place))
            #expect(sample.isValid == violations.isEmpty, "\(components.text): \(sample.value.text): \(violations)")
            if sample.isValid { found += 1 }
        }
        #expect(found >= 25, "only \(found) of 40 have a sample")
    }
}
