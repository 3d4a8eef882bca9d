import Documents
import OrderedCollections
import Testing

struct JSONParsingTests {
    @Test(
        arguments: [
            ("null", JSONValue.null), (" true ", true), ("false", false), ("0", 0), ("-12", -12), ("1.5e3", 1500.0),
            ("100000000000000000000", .number(1e20)), (#""a\n\u00e9\ud83d\ude00""#, "a\né😀"),
            (#""\ud83d""#, "\u{FFFD}"), ("[]", []), ("[1,[2],{}]", [1, [2], [:]]),
            (#"{"b":1,"a":null}"#, ["b": 1, "a": nil]),
            ("\u{FEFF}1", 1),
        ] as [(String, JSONValue)]
    )
    func `a JSON text is parsed into its value`(text: String, value: JSONValue) throws {
        #expect(try JSONValue(parsing: text) == value)
    }

    @Test(
        arguments: [
            ("", 1, 1, "ends"), ("{", 1, 2, "key"), ("{\n \"a\" 1}", 2, 6, ":"), ("[1,]", 1, 4, "unexpected"),
            ("[1 2]", 1, 4, ","), ("01", 1, 2, "start with 0"), ("1.", 1, 3, "digit"), ("nul", 1, 4, "word"),
            ("\"a", 1, 1, "no end"), ("\"\\x\"", 1, 2, "escape"), ("\"\\u12\"", 1, 4, "hexadecimal"),
            ("{\"a\":1,\"a\":2}", 1, 8, "duplicate"), ("1 1", 1, 3, "after the value"), ("1e999", 1, 1, "range"),
            ("\"a\tb\"", 1, 3, "control"),
        ] as [(String, Int, Int, String)]
    )
    func `a text that is not JSON is refused with the place of the mistake`(
        text: String,
        line: Int,
        column: Int,
        part: String
    ) throws {
        let error = #expect(throws: JSONParsingError.self) { try JSONValue(parsing: text) }
        #expect(error?.line == line)
        #expect(error?.column == column)
        #expect(error?.message.contains(part) == true, "\(error?.message ?? "")")
    }

    @Test func `a JSON text with more than 512 levels is refused`() {
        let deep = String(repeating: "[", count: 513) + String(repeating: "]", count: 513)
        #expect(throws: JSONParsingError.self) { try JSONValue(parsing: deep) }
        let allowed = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(throws: Never.self) { try JSONValue(parsing: allowed) }
    }

    @Test func `JSON bytes that are not UTF-8 are refused`() {
        #expect(throws: JSONParsingError.self) { try JSONValue(parsing: [0x22, 0xFF, 0x22]) }
    }

    @Test func `the members of an object keep their order when parsed and written`() throws {
        let value = try JSONValue(parsing: #"{"z":1,"a":2,"m":3}"#)
        #expect(value.object?.keys.elements == ["z", "a", "m"])
        #expect(value.text == #"{"z":1,"a":2,"m":3}"#)
    }
}
