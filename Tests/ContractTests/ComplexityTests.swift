import Documents
import OrderedCollections
import Testing

@testable import Contract

/// Contracts and bodies whose validation would take exponential time.
struct ComplexityTests {
    private func nested(_ depth: Int, _ wrap: (JSONValue) -> JSONValue) -> JSONValue {
        (0..<depth).reduce("end") { value, _ in wrap(value) }
    }

    @Test(arguments: [
        ##"{"oneOf": [{"properties": {"a": {"$ref": "#/components/schemas/T"}}}, {"required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/T"}}}, {"type": "integer"}]}"##,
        ##"{"anyOf": [{"properties": {"a": {"$ref": "#/components/schemas/T"}}, "required": ["b"]}, {"properties": {"a": {"$ref": "#/components/schemas/T"}}, "required": ["c"]}]}"##,
        ##"{"not": {"not": {"properties": {"a": {"allOf": [{"$ref": "#/components/schemas/T"}, {"$ref": "#/components/schemas/T"}]}}}}}"##,
        ##"{"not": {"properties": {"a": {"anyOf": [{"$ref": "#/components/schemas/T"}, {"not": {"$ref": "#/components/schemas/T"}}]}}}}"##,
        ##"{"if": {"properties": {"a": {"$ref": "#/components/schemas/T"}}}, "then": {"properties": {"a": {"$ref": "#/components/schemas/T"}}}, "else": {"properties": {"a": {"$ref": "#/components/schemas/T"}}}}"##,
        ##"{"allOf": [{"properties": {"a": {"$ref": "#/components/schemas/T"}}}, {"properties": {"a": {"$ref": "#/components/schemas/T"}}}], "unevaluatedProperties": false}"##,
        ##"{"dependentSchemas": {"a": {"properties": {"a": {"$ref": "#/components/schemas/T"}}}}, "properties": {"a": {"$ref": "#/components/schemas/T"}}}"##,
    ])
    func `a body whose validation takes too many steps gets the single violation complexity`(schema: String) throws {
        let body = nested(22) { ["a": $0] }
        let found = try violations(
            of: body,
            schema: ##"{"$ref": "#/components/schemas/T"}"##,
            components: #"{"T": \#(schema)}"#
        )
        #expect(found.map(\.keyword) == ["complexity"], "\(found.prefix(3))")
        #expect(found.first?.message == "is too complex to be checked" && found.first?.pointer == JSONPointer())
        let request = try requestViolations(
            of: body,
            schema: ##"{"$ref": "#/components/schemas/T"}"##,
            components: #"{"T": \#(schema)}"#
        )
        #expect(request.map(\.keyword) == ["complexity"])
    }

    @Test func `the validation of nested lists with contains takes bounded steps`() throws {
        let schema =
            ##"{"type": ["array", "string"], "contains": {"$ref": "#/components/schemas/T"}, "items": {"$ref": "#/components/schemas/T"}}"##
        let body = nested(22) { [$0] }
        let found = try violations(
            of: body,
            schema: ##"{"$ref": "#/components/schemas/T"}"##,
            components: #"{"T": \#(schema)}"#
        )
        #expect(found.map(\.keyword) == ["complexity"])
    }

    @Test func `a value that is nested too deep is refused even below not`() throws {
        let schema =
            ##"{"properties": {"a": {"$ref": "#/components/schemas/T"}}, "additionalProperties": {"not": {"$ref": "#/components/schemas/T"}}}"##
        let body: JSONValue = ["b": nested(5_000) { ["a": $0] }]
        let found = try requestViolations(
            of: body,
            schema: ##"{"$ref": "#/components/schemas/T"}"##,
            components: #"{"T": \#(schema)}"#
        )
        #expect(found.map(\.keyword) == ["depth"])
    }

    @Test func `the validation of a wide recursive schema takes bounded steps`() throws {
        let branches = (1...30).map { _ in ##"{"$ref": "#/components/schemas/T"}"## }.joined(separator: ",")
        let found = try violations(
            of: ["a": 1],
            schema: ##"{"oneOf": [{"$ref": "#/components/schemas/T"}, {"type": "string"}]}"##,
            components: """
                {"T": {"properties": {"a": {"oneOf": [
                    {"type": "array", "items": {"allOf": [\(branches)]}},
                    {"allOf": [{"anyOf": [\(branches)], "type": "null"}]}
                ]}}}}
                """
        )
        #expect(!found.isEmpty)
    }

    @Test func `a large ordinary body is validated completely`() throws {
        let schema =
            #"{"type": "array", "uniqueItems": true, "items": {"oneOf": [{"type": "string", "maxLength": 9}, {"type": "object", "properties": {"id": {"type": "integer"}}, "required": ["id"]}, {"type": "array"}]}}"#
        let items = (0..<20_000).map { JSONValue.object(["id": .integer($0)]) }
        #expect(try violations(of: .array(items), schema: schema).isEmpty)
        #expect(try violations(of: .array(items + ["much too long"]), schema: schema).map(\.keyword) == ["maxLength"])
        let wrong = try violations(
            of: .array(Array(repeating: 1, count: 5_000)),
            schema: #"{"items": {"type": "string"}}"#
        )
        #expect(wrong.count == Evaluation.maximumViolations)
    }

    // MARK: Patterns

    @Test(arguments: [
        ("^.{1,4096}$", 4096, true), ("^.{1,4096}$", 4097, false), ("^[a-z]{0,65536}$", 65_536, true),
        ("^[a-z]{0,65536}$", 65_537, false), ("^a{2,1000000}$", 1, false), ("^a{2,1000000}$", 2_000, true),
        ("a{3}$", 5, true), ("^(?:a{2}){3}$", 6, true), ("^(?:a{2}){3}$", 7, false), ("^a{2,3}a{2,3}$", 6, true),
        ("^a{2,3}a{2,3}$", 7, false), ("^(a{1,3}b?){2}$", 7, false), ("^(a{1,3}b?){2}$", 6, true),
        ("^a{3,}$", 2, false), ("^a{3,}$", 3, true), ("^(?=a{5}$)a+$", 5, true), ("^(?=a{5}$)a+$", 6, false),
        ("(?<=a{3})$", 2, false), ("(?<=a{3})$", 3, true), ("^(a{2,4})\\1$", 8, true), ("^(a{2,4})\\1$", 7, false),
        ("^a{0}$", 0, true), ("^a{0}$", 1, false), ("^(.{1,1000}){1,1000}$", 20, true),
    ])
    func `a pattern counts its repetitions`(source: String, length: Int, matches: Bool) throws {
        #expect(try Pattern(source).matches(String(repeating: "a", count: length)) == matches)
    }

    @Test func `a pattern with lookarounds in loops takes bounded steps`() throws {
        let text = String(repeating: "a", count: 30_000)
        #expect(try Pattern("^(?:(?=.*a$)a)+$").matches(text))
        #expect(try !Pattern("^(?:(?<=^a*)a(?!b))+b$").matches(text))
        #expect(try Pattern("^(?:(?!xy)[\\s\\S])*$").matches(text))
    }

    @Test(arguments: ["((ab){1,1000}){1,1000}", "(?:(?=(ab){1000})x){1000}", "((a|b){1000}){1000}"])
    func `a pattern beyond the engine's limits throws a limit error`(source: String) {
        #expect { try Pattern(source) } throws: { ($0 as? PatternError)?.isLimit == true }
    }

    @Test(arguments: ["(", "a**", "[b-a]", "\\p{Nonsense}"])
    func `a text that is not a pattern throws an error that is not a limit`(source: String) {
        #expect { try Pattern(source) } throws: { ($0 as? PatternError)?.isLimit == false }
    }

    @Test func `a pattern that repeats an empty group ends`() throws {
        #expect(try Pattern("^(?:(?:){1000000}){1000000}a$").matches("a"))
        #expect(try Pattern("\\p{L}{2}").matches("ab"))
        #expect { try Pattern("\\p{Script=Greek}") } throws: { ($0 as? PatternError)?.isLimit == true }
    }

    @Test func `a text that a pattern cannot decide gets the violation complexity, also below not`() throws {
        let text = String(repeating: "a", count: 3_000)
        let found = try violations(of: .string(text), schema: #"{"pattern": "^(?:(a|a)*)*\\1b$"}"#)
        #expect(found.map(\.keyword) == ["complexity"])
        let negated = try violations(of: .string(text), schema: #"{"not": {"pattern": "^(?:(a|a)*)*\\1b$"}}"#)
        #expect(negated.map(\.keyword) == ["complexity"])
    }
}
