import Testing

@testable import Documents

/// Each mistake is reported where it is, with what would be right.
struct YAMLMistakeTests {
    @Test(arguments: [
        ("a: 1\n\tb: 2\n", 2, 1, "a tab stands before"), ("a:\n \tb: 2\n", 2, 2, "a tab stands before"),
        ("- a\n-\t- b\n", 2, 2, "a tab stands before"), ("a: |\n\tb\n", 2, 1, "a tab stands before"),
        ("a:\n   b: 1\n  c: 2\n", 3, 3, "2 spaces, but the keys of the mapping that begins in line 1 by 0"),
        ("- a:\n    b\n -\n", 3, 2, "1 space, but the entries of the list that begins in line 1 by 0"),
        ("a: 1\n  b: 2\n", 2, 4, "continues the text that begins in line 1"),
        ("a: 1\nb:2\nc: 3\n", 2, 3, "a space is missing behind the colon"),
        ("a: 1\nb\n", 2, 1, "a key with a colon and a space is expected in the mapping that begins in line 1"),
        ("a: b\n- c\n", 2, 1, "an entry of a list stands between the keys"),
        ("- a\nb: c\n", 2, 1, "an entry with a hyphen and a space is expected"), ("a: - b\n", 1, 4, "line of its own"),
        ("text\n# remark\nmore\n", 3, 1, "the document ends above"),
    ])
    func `a mistake in the lines of YAML is explained`(text: String, line: Int, column: Int, part: String) throws {
        try expectMistake(in: text, line, column, part)
    }

    @Test(arguments: [
        ("a: @b\n", 1, 4, "`@`"), ("a: `b`\n", 1, 4, "backtick"), ("a: %b\n", 1, 4, "`%`"), ("a: & b\n", 1, 5, "`&`"),
        ("a: * b\n", 1, 5, "`*`"), ("a: b: c\n", 1, 5, "a colon with a space"), ("a: 'b': c\n", 1, 7, "a colon"),
        ("a: 'b'c\n", 1, 7, "only a comment"), ("a: 'b'#c\n", 1, 7, "a space before `#`"),
        ("a: \"b\nc: \"d\"\n", 2, 5, "that begins in line 1"), ("a: ? b\n", 1, 4, "before a key"),
        ("a: \"\\q\"\n", 1, 5, "`\\q` is no escape; write `\\\\`"), ("a: \"b\\\n", 1, 4, "no `\"`"),
        ("a: \"\\u12\"\n", 1, 5, "4 hexadecimal digits"), ("a: \"\\ud83d\"\n", 1, 5, "no character"),
        ("a: |x\n b\n", 1, 5, "one digit"), ("a: |\n   \n b\n", 3, 2, "has more spaces"),
        ("a: |0\n", 1, 5, "one digit"),
        ("a: \u{7}\n", 1, 4, "control character U+0007"), ("a: b\u{7F}\n", 1, 6, "U+7F is allowed in quotation marks"),
    ])
    func `a mistake in a YAML scalar is explained`(text: String, line: Int, column: Int, part: String) throws {
        try expectMistake(in: text, line, column, part)
    }

    @Test(arguments: [
        ("a: [1, 2\n", 1, 4, "the `[` here has no `]`"), ("a:\n  b: {c: 1,\n", 2, 6, "the `{` here has no `}`"),
        ("a: 'b\n", 1, 4, "the `'` here has no `'`"), ("a: \"b\n---\n", 1, 4, "the `\"` here has no `\"`"),
        ("a: {b: 1\nc: 2}\n", 2, 2, "`,` or `}` is expected here, for the `{` in line 1, column 4"),
        ("a: [b}\n", 1, 6, "`,` or `]` is expected here, for the `[` in line 1, column 4"),
        ("a: [b, , c]\n", 1, 8, "a value is missing"), ("a: ]\n", 1, 4, "no `[`"), ("a: }\n", 1, 4, "no `{`"),
        ("[a\n: b]\n", 2, 1, "in one line"), ("[ | ]\n", 1, 3, "a block of lines"), ("[ - ]\n", 1, 3, "hyphens"),
    ])
    func `a mistake in brackets or braces of YAML is explained`(
        text: String,
        line: Int,
        column: Int,
        part: String
    ) throws {
        try expectMistake(in: text, line, column, part)
    }

    @Test(arguments: [
        ("a: &x 1\nb: *y\n", 2, 4, "no value above has the anchor `&y`; did you mean `*x`?"),
        ("a: &a [*a]\n", 1, 8, "no value above"), ("a: &x &y b\n", 1, 7, "one anchor"),
        ("a: !x !y b\n", 1, 7, "one tag"), ("a: &x 1\nb: &y *x\n", 2, 7, "neither an anchor nor a tag"),
        ("a: !e!b c\n", 1, 4, "no `%TAG` line explains `!e!`"), ("a: !!\n", 1, 4, "has no name"),
        ("a: !<b c\n", 1, 4, "without spaces"), ("%YAML 2.0\n---\n", 1, 1, "`%YAML 1.2`"),
        ("%YAML 1.2\na: b\n", 2, 1, "a line with `---`"), ("%TAG x y\n---\n", 1, 1, "`%TAG` takes"),
        ("a: 1\n---\nb: 2\n", 2, 1, "another document"), ("a: 1\n...\n# remark\nb: 2\n", 4, 1, "another document"),
        ("a: 1\n... b\n", 2, 5, "only a comment"),
    ])
    func `a mistake with anchors, tags or documents of YAML is explained`(
        text: String,
        line: Int,
        column: Int,
        part: String
    ) throws {
        try expectMistake(in: text, line, column, part)
    }

    @Test(arguments: [
        ("? [a, b]\n: 1\n", 1, 3), ("? - a\n: 1\n", 1, 3), ("?\n- a\n: 1\n", 2, 1), ("{[a]: b}\n", 1, 2),
        ("[a]: b\n", 1, 1), ("? a: b\n: c\n", 1, 3), ("&a [b]: c\n", 1, 1), ("a: &b [c]\n*b : d\n", 1, 4),
    ])
    func `a list or mapping as a key of YAML is a mistake`(text: String, line: Int, column: Int) throws {
        let error = try #require(#expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "f") })
        #expect(error.description == "f:\(line):\(column): error: a key should be a plain word")
    }

    @Test func `every repeated key of YAML is reported, also beside another mistake`() throws {
        let text = "a: 1\nb: {c: 1, c: 2}\na: 3\n'b': 4\n<<: {}\n<<: {}\nd: [\n"
        let error = try #require(#expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "f") })
        #expect(
            error.description == """
                f:2:11: error: the key `c` occurs twice in one mapping (first in line 2)
                f:3:1: error: the key `a` occurs twice in one mapping (first in line 1)
                f:4:1: error: the key `b` occurs twice in one mapping (first in line 2)
                f:6:1: error: the key `<<` occurs twice in one mapping (first in line 5)
                f:7:4: error: this is not YAML: the `[` here has no `]`
                """
        )
    }

    @Test func `a merge key of YAML takes only mappings`() throws {
        try expectFailure(of: "a: { <<: 5 }\n", "f:1:10: error: `<<` takes a mapping or a list of mappings")
        try expectFailure(of: "<<: [{}, 5]\n", "f:1:10: error: `<<` takes a mapping or a list of mappings")
    }

    private func expectMistake(in text: String, _ line: Int, _ column: Int, _ part: String) throws {
        let error = try #require(#expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "f") })
        #expect(error.description.hasPrefix("f:\(line):\(column): error: this is not YAML: "), "\(error)")
        #expect(error.description.contains(part), "\(error)")
    }

    private func expectFailure(of text: String, _ message: String) throws {
        let error = try #require(#expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "f") })
        #expect(error.description == message)
    }
}
