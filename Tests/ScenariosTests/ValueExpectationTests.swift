import Documents
import EmulatorCore
import OrderedCollections
import Testing

@testable import Scenarios

/// A pattern and a value, both as JSON, and the mismatches as `POINTER MESSAGE`.
struct ComparedValue: CustomTestStringConvertible, Sendable {
    let pattern: String
    let value: String
    let mismatches: [String]

    init(_ pattern: String, _ value: String, _ mismatches: String...) {
        self.pattern = pattern
        self.value = value
        self.mismatches = mismatches
    }

    var testDescription: String { "\(pattern) and \(value)" }
}

@Suite struct ValueExpectationTests {
    static let matches = [
        ComparedValue(#"{"a": 1}"#, #"{"a": 1, "b": 2}"#),
        ComparedValue(#"{"a": {"b": [1, {"c": null}]}}"#, #"{"a": {"b": [1, {"c": null, "d": 1}], "e": 1}}"#),
        ComparedValue("{}", #"{"a": 1}"#),
        ComparedValue("1", "1.0"),
        ComparedValue(#""/^cus_/""#, #""cus_1""#),
        ComparedValue(#""/US/i""#, #""cus_1""#),
        ComparedValue(#""/^5/""#, "55"),
        ComparedValue(#""\\/a/""#, #""/a/""#),
        ComparedValue(#""a*""#, #""a*""#),
        ComparedValue(#"{"$contains": {"a": 1}}"#, #"[5, {"a": 1, "b": 2}]"#),
        ComparedValue(#"{"$contains": "bc"}"#, #""abcd""#),
        ComparedValue(#"{"$contains": "/B/i"}"#, #""abcd""#),
        ComparedValue(#"{"a": {"$exists": false}}"#, "{}"),
        ComparedValue(#"{"a": {"$exists": true}}"#, #"{"a": null}"#),
        ComparedValue(#"{"$in": ["a", 5]}"#, "5"),
        ComparedValue(#"{"$equals": {"a": [1]}}"#, #"{"a": [1]}"#),
        ComparedValue(#"{"$glob": "a*"}"#, #""abc""#),
        ComparedValue(#"{"$gte": 5}"#, "5"),
    ]

    static let mismatches = [
        ComparedValue(#""active""#, #""pending""#, " must be `active`"),
        ComparedValue(#""5""#, "5", " must be the string `5`"),
        ComparedValue("5", #""5""#, " must be 5, not a string"),
        ComparedValue("null", "false", " must be null"),
        ComparedValue(#""a*""#, #""ab""#, " must be `a*`"),
        ComparedValue(#"{"a": 1, "b": {"c": 2}}"#, #"{"b": {}}"#, "/a is missing", "/b/c is missing"),
        ComparedValue(#"{"a": {"b": 1}}"#, #"{"a": [1]}"#, "/a must be an object"),
        ComparedValue(#"{"a": [1]}"#, #"{"a": {}}"#, "/a must be an array"),
        ComparedValue("[1, 2]", "[1, 2, 3]", " has 3 elements instead of 2"),
        ComparedValue("[]", "[1]", " has 1 element instead of 0"),
        ComparedValue("[1, {\"a\": 2}]", "[2, {\"a\": 3}]", "/0 must be 1", "/1/a must be 2"),
        ComparedValue(#"{"a~b/c": 1}"#, #"{"a~b/c": 2}"#, "/a~0b~1c must be 1"),
        ComparedValue(#""/^cus_/i""#, #""x""#, " must match /^cus_/i"),
        ComparedValue(#"{"$regex": "^a"}"#, #""x""#, " must match /^a/"),
        ComparedValue(#"{"a": "/x/"}"#, "{}", "/a is missing"),
        ComparedValue(#"{"a": {"$exists": false}}"#, #"{"a": null}"#, "/a must be absent"),
        ComparedValue(#"{"a": {"$exists": true}}"#, "{}", "/a is missing"),
        ComparedValue(#"{"$in": ["a", 5]}"#, #""5""#, " must be one of `a`, 5"),
        ComparedValue(#"{"$gte": 5}"#, "4", " must be at least 5"),
        ComparedValue(#"{"$lte": 5}"#, "6", " must be at most 5"),
        ComparedValue(#"{"$glob": "a*"}"#, #""b""#, " must match the glob `a*`"),
        ComparedValue(#"{"$equals": {"a": 1}}"#, #"{"a": 2, "b": 1}"#, "/a must be 1", "/b must be absent"),
        ComparedValue(#"{"$equals": [1, 2]}"#, "[1]", " must be [1,2]"),
        ComparedValue(#"{"$contains": "x"}"#, "5", " must be an array or a string"),
        ComparedValue(#"{"$contains": "x"}"#, #""abc""#, " must contain `x`"),
        ComparedValue(#"{"$contains": 7}"#, "[1, 2]", " has no element that matches 7"),
        ComparedValue(#"{"$contains": 7}"#, "[]", " has no element that matches 7"),
        ComparedValue(
            #"{"$contains": {"a": 1, "b": 2}}"#,
            #"[{}, {"a": 1, "b": 3}]"#,
            " has no element that matches; in the nearest, /1/b must be 2"
        ),
    ]

    @Test(arguments: matches + mismatches)
    func `a value is compared with a pattern at each place`(compared: ComparedValue) throws {
        let expectation = try ValueExpectation(JSONValue(parsing: compared.pattern))
        let found = expectation.mismatches(with: try JSONValue(parsing: compared.value))
        #expect(found.map { "\($0.pointer) \($0.message)" } == compared.mismatches)
    }

    @Test func `a mismatch has the place in the pattern and both values`() throws {
        let expectation = try ValueExpectation(["data": [["$equals": ["a": 1]], "/x/"]])
        let found = expectation.mismatches(with: ["data": [["a": 2], "y"], "more": 1])
        #expect(found.map(\.pointer.description) == ["/data/0/a", "/data/1"])
        #expect(found.map(\.patternPointer.description) == ["/data/0/$equals/a", "/data/1"])
        #expect(found.map(\.expected) == [1, "/x/"])
        #expect(found.map(\.actual) == [2, "y"])
    }

    @Test func `a long value is shortened in the message`() throws {
        let text = String(repeating: "a", count: 200)
        let found = try ValueExpectation(.string(text)).mismatches(with: "b")
        #expect(found.map(\.message) == ["must be `\(text.prefix(100))…`"])
        #expect(found.map(\.expected) == [.string(text)])
    }

    @Test func `an absent value matches only a pattern that requires it`() throws {
        #expect(try ValueExpectation(["$exists": false]).mismatches(with: nil).isEmpty)
        #expect(try ValueExpectation("a").mismatches(with: nil).map(\.message) == ["is missing"])
    }

    @Test func `the pattern of a header compares numbers as texts`() throws {
        #expect(try ValueExpectation(ofHeader: 2).mismatches(with: "2").isEmpty)
        #expect(try ValueExpectation(ofHeader: true).mismatches(with: "true").isEmpty)
        #expect(try ValueExpectation(ofHeader: "/^2/").mismatches(with: "20").isEmpty)
        #expect(try ValueExpectation(ofHeader: 2).mismatches(with: "3").map(\.message) == ["must be `2`"])
    }

    @Test(arguments: [
        (#"{"a": ["/(/"]}"#, "/a/0"), (#"{"a": {"$regexp": "x"}}"#, "/a/$regexp"), (#"{"$in": 5}"#, "/$in"),
        (#"{"$gte": 1, "$lte": 2}"#, "/$gte"), (#"{"$contains": {"b": {"$lte": "x"}}}"#, "/$contains/b/$lte"),
    ])
    func `a malformed pattern is refused with the place of the mistake`(pattern: String, pointer: String) throws {
        let json = try JSONValue(parsing: pattern)
        let error = #expect(throws: ReadingError.self) { try ValueExpectation(json) }
        #expect(error?.pointer == pointer)
    }

    @Test func `all mistakes of a pattern are reported together`() throws {
        let mistakes = ValueExpectation.mistakes(in: ["a": "/(/", "b": [["$in": 5]], "c": "/ok/"])
        #expect(mistakes.map(\.pointer) == ["/a", "/b/0/$in"])
    }
}
