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

    @Test func `tabs separate the parts of YAML, and are text in values`() throws {
        let text = "a:\tb\tc\t# remark\n\t\n\t# remark\nd:\n-\te\n- [f,\tg\n\t]\nh: |\n  i\tj\nk: l\n \tm\n"
        let value = try YAMLReader.read(text, file: "f").value
        #expect(value == ["a": "b\tc", "d": ["e", ["f", "g"]], "h": "i\tj\n", "k": "l m"])
    }

    @Test(
        arguments: [
            (": a\n", ["": "a"]), ("{a\n : b}\n", ["a": "b"]), ("{: a, b:}\n", ["": "a", "b": nil]),
            ("[: a, ?b, :c]\n", [["": "a"], "?b", ":c"]), ("--- |\na\n", "a\n"), ("{'a'\n:b}", ["a": "b"]),
            ("%NEW a\n---\nb\n", "b"), ("\u{FEFF}a: b\n", ["a": "b"]), ("- &a: b\n- *a:\n", ["b", "b"]),
            ("a: \"\\ud83d\\ude00\"\n", ["a": "😀"]), ("a: \"\u{7F}\"\n", ["a": "\u{7F}"]),
            ("a: b\u{2028}c\n", ["a": "b\u{2028}c"]), ("! 5\n", "5"),
        ] as [(String, JSONValue)]
    )
    func `YAML 1_2 is read where libyaml refuses it or follows YAML 1_1`(text: String, value: JSONValue) throws {
        #expect(try YAMLReader.read(text, file: "f").value == value)
    }
}
