import Documents
import OrderedCollections
import Testing

struct YAMLReaderTests {
    @Test(
        arguments: [
            ("null", nil), ("~", nil), ("", nil), ("Null", nil), ("true", true), ("False", false), ("yes", "yes"),
            ("No", "No"), ("on", "on"), ("12", 12), ("-12", -12), ("+12", 12), ("0123", 123), ("0o17", 15),
            ("0x1F", 31),
            ("1_000", "1_000"), ("1:30", "1:30"), ("2026-06-04", "2026-06-04"), ("1.5", 1.5), (".5", 0.5),
            ("1e3", 1000.0),
            ("1.", 1.0), ("1.2.3", "1.2.3"), (".", "."), ("e5", "e5"), (".inf", ".inf"), (".nan", ".nan"),
            ("99999999999999999999", .number(1e20)), ("'12'", "12"), ("\"true\"", "true"), ("!!str 12", "12"),
            ("!!int '12'", 12), ("! 12", "12"), ("+6281111", 6_281_111), ("0x", "0x"), ("|\n  a\n  b\n", "a\nb\n"),
            (">-\n  a\n  b\n", "a b"), ("<<", "<<"),
        ] as [(String, JSONValue)]
    )
    func `YAML scalars have the types of the core schema of YAML 1_2`(text: String, value: JSONValue) throws {
        let read = try YAMLReader.read("v: \(text)", file: "f").value
        #expect(read["v"] == value)
    }

    @Test func `YAML keys are read as strings`() throws {
        let value = try YAMLReader.read("200: a\ntrue: b\nnull: c\n1.0: d\n", file: "f").value
        #expect(value.object?.keys.elements == ["200", "true", "null", "1.0"])
    }

    @Test func `an empty YAML text is null`() throws {
        #expect(try YAMLReader.read("", file: "f").value == .null)
        #expect(try YAMLReader.read("# only a remark\n", file: "f").value == .null)
    }

    @Test func `YAML aliases and merge keys are resolved`() throws {
        let text = """
            base: &base { a: 1, b: 2 }
            other: &other { c: 3, b: 9 }
            one: { <<: *base, b: 5 }
            two: { <<: [*base, *other], d: *base }
            """
        let value = try YAMLReader.read(text, file: "f").value
        #expect(value["one"] == ["b": 5, "a": 1])
        #expect(value["two"] == ["a": 1, "b": 2, "c": 3, "d": ["a": 1, "b": 2]])
    }

    @Test func `YAML aliases that expand to more than a million values are refused`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(row)]\n"
        }
        let error = #expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "f") }
        #expect(error?.description.contains("1000000 values") == true)
    }

    @Test(arguments: [
        ("a: 1\nb: 2\na: 3\n", "`a` occurs twice", 1), ("a: [1, 2\n", "not YAML", 2),
        ("a: *nope\n", "undefined alias", 1),
        ("a: 1\n b: 2\n", "not YAML", 2), ("a: 1\n---\nb: 2\n", "another document", 2),
        ("? [a, b]\n: 1\n", "plain word", 1),
        ("a: { <<: 5 }\n", "`<<` takes", 1), ("1: a\n'1': b\n", "`1` occurs twice", 1),
    ])
    func `a YAML mistake is reported with its file and line`(text: String, part: String, line: Int) throws {
        let error = try #require(#expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "my.yaml") })
        let diagnostic = try #require(error.diagnostics.first)
        #expect(diagnostic.message.contains(part), "\(diagnostic)")
        #expect(diagnostic.line == line, "\(diagnostic)")
        #expect(diagnostic.file == "my.yaml")
    }
}
