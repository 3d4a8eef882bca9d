import Testing

@testable import Documents

/// Another reader of YAML, libyaml, finds the same values at the same positions.
struct YAMLComparisonTests {
    @Test(arguments: [
        "a: 1\nb: [x, 'y', \"z\", { c: d }]\n", "- a: 1\n  b:\n  - 2\n  -\n    c: 3\n- - d\n  - e\n-\n- f",
        "a:\nb:\n\n\nc: ~\n", "# remark\na: b # remark\n# remark\n\nc: x#y\n",
        "a: one\n  two\n\n  three\nb: c\n", "'a b': \"c: \\\"d\\\"\\n\"\n'it''s': 'x''y'\n",
        "a: |\n  x\n   y\n\n  z\n\nb: >\n  x\n  y\n\n  z\n    w\n  v\n",
        "a: |-\n  x\n\n\nb: |+\n  y\n\n\nc: >-\n\n  z\n", "a: |\n  no line break at the end",
        "é: ü # ö\nä: { ß: 1,\n  ñ: [2, # two\n    3] }\n", "plain text\n", "\"quoted\"\n", "[]\n", "{}\n",
        "- |\n  x\n- >\n  y\n", "a: -1\nb: -x\nc: x-\nd: http://x/y\ne: a:b\nf: {g: a:b, \"h\": [http://x]}\n",
        "a:\n  b:\n    c:\n  d: 1\ne: 2\n", "200: a\ntrue: b\n-5: c\n", "a: 1 ]\n", "a:   b   \n",
        "a: {b: {c: [d, [e, f]]}}\n", "a: x\n  - y\n  # remark\n", "", "# only a remark\n", "a : b\n\"c\"\t: d\n",
    ])
    func `common YAML has the value and the positions that libyaml finds`(text: String) throws {
        try Self.compare(text)
    }

    @Test(arguments: [
        "a: &x one\nb: *x\n*x : c\n", "base: &b {a: 1, b: 2}\none:\n  <<: *b\n  b: 5\ntwo: {<<: [*b, {c: 3}]}\n",
        "&a key: &b value\n*b : *a\n", "&m\na: 1\nb: !!map\n  c: 1\nd: !!seq\n- 1\n- &l\n  - 2\n", "- &a\n- *a\n",
        "a: !!str\nb: !!null x\nc: ! 5\nd: !foo 5\ne: !foo \"5\"\nf: &q\ng: *q\n", "--- &x\n- a\n", "&a : b\n",
        "!!map\n&a\nk: v\n", "a: &b\n  &c d: e\n", "- !!int\n  '5'\n- !<tag:yaml.org,2002:str> 5\n", "!!str\n",
        "{a: [b, {c: d}], e: &f [g], h: *f}\n", "[&a b, !!str 5, &c , *a , &d x: y]\n",
        "%TAG !e! tag:yaml.org,2002:\n---\n- !e!int \"3\"\n- !e!st%72 4\n",
    ])
    func `anchors, aliases and tags have the value and the positions that libyaml finds`(text: String) throws {
        try Self.compare(text)
    }

    @Test(arguments: [
        "? a\n: b\n? c\n? d\n:\n  - x\n", "? a\n", "? |\n  block\n: - one\n  - two\n", "? \"q\n  r\"\n: x\n", "? a",
        "? &a\n: b\n? c\n:\n- d\n", "[a, b: c, \"d\":e, ? f : g, {h, i: , j}, ]\n", "[? a]\n", "[a: , b: ]\n",
        "{a, b: c, \"d\":e, ? f : g, ? h, i: , \"k\"}\n", "a: [b\n  c, d\n\n  e]\n", "a: [\n1, 2\n]\n",
        "a: [ # remark\n\tb,\tc ]\n", "{a b: \"c\n  d\"}\n", "x: [a:b, http://x, -1, -]\n",
    ])
    func `keys behind question marks and flow collections are as libyaml finds them`(text: String) throws {
        try Self.compare(text)
    }

    @Test(arguments: [
        "a: \"x\n  y\n\n  z \\\n  w\\\n   v\"\nb: 'it''s\n two'\n", "\"a\n b\"\n", "plain\n text # remark\n",
        "a: \"\\x41\\u00e9\\U0001F600\\_\\N\\L\\P\\e\\0\\ \\\t\\/\\a\\b\\v\\f\\r\\\"\\\\\"\n", "- \"x\ty\"\n",
        "a: |1\n  x\n y\nb: >+2\n    x\n  y\n\nc: |-\n  e\n\n\nd: x\n", "a: |+\n\nb: 1\n", "a: |\n", "a: |\nb: >\n",
        "a: |\n  x\n    \n   y\n \nb: 1\n", "- |\n a\n- >\n b\n   c\n d\n", "foo: |\n  x\n   ", "- |+\n   ",
        "a: b\n  c\n \n  d\ne: f\n", "a:\tb\t# remark\nc:   [1,\t2]\n", "a: \" x  \n\n  y \"\n", "a: >2-\n\n  x\n",
    ])
    func `scalars of several lines and escapes are as libyaml finds them`(text: String) throws {
        try Self.compare(text)
    }

    @Test(arguments: [
        "--- a\n...\n", "---\na: 1\n...\n# remark\n", "---\n", "---\n# remark\n\n", "---", "--- # remark",
        "%YAML 1.2\n---\na: 1\n", "%YAML 1.1 # remark\n# remark\n---\n", "--- |\n a\n b\n", "--- >-\n a\n...\n",
        "a\rb\n",
        "a: 1\r\nb: |\r\n  x\r\n\r\n  y\r\nc: \"d\r\n  e\\\r\n f\"\r\n", "--- [a,\n b]\n",
        "---\n\"a\"\n... # remark",
    ])
    func `document markers and line breaks are as libyaml finds them`(text: String) throws {
        try Self.compare(text)
    }

    @Test func `YAML composed at random has the values and the positions that libyaml finds`() throws {
        var readCount = 0
        for seed in 0..<1500 {
            var composer = YAMLComposer(seed: UInt64(seed))
            let text = composer.document()
            guard (try? YamsReader.read(text)) != nil else {
                // Some of the texts have a mistake, such as an alias of an anchor that comes later.
                #expect(throws: DiagnosticsError.self, "\(text)") { try YAMLReader.read(text, file: "f") }
                continue
            }
            readCount += 1
            try Self.compare(text)
        }
        #expect(readCount > 1000, "most of the texts have a mistake")
    }

    @Test func `YAML with random mistakes has the values that libyaml finds, if both read it`() {
        var readCount = 0
        for seed in 0..<2000 {
            var composer = YAMLComposer(seed: UInt64(seed))
            let text = composer.mutated(composer.document(), alphabet: Self.alphabet)
            readCount += Self.expectNoContradiction(text) ? 1 : 0
        }
        #expect(readCount > 400, "most of the texts are not read")
    }

    // MARK: Comparing

    /// What mutations add.
    ///
    /// YAML 1.2 and libyaml differ about `?` in brackets, and about anchors with a colon.
    static let alphabet = " \n\t:-#,[]{}'\"|>!%@`ab1\r<~"

    /// Requires that both readers find the same.
    static func compare(_ text: String) throws {
        let own = try YAMLReader.read(text, file: "f")
        let other = try YamsReader.read(text)
        #expect(own.value.text == other.value.text, "\(text)")
        #expect(positions(own.sourceMap.root) == positions(other.entry), "\(text)")
    }

    /// Expects that both readers find the same if both read a text; returns whether they do.
    static func expectNoContradiction(_ text: String) -> Bool {
        guard let own = try? YAMLReader.read(text, file: "f"), let other = try? YamsReader.read(text) else {
            return false
        }
        #expect(own.value.text == other.value.text, "\(text)")
        #expect(positions(own.sourceMap.root) == positions(other.entry), "\(text)")
        return true
    }

    /// The line and column of each key and value, and the number of the entries below it.
    private static func positions(_ entry: SourceMap.Entry) -> [[Int?]] {
        let own = [entry.key?.line, entry.key?.column, entry.value.line, entry.value.column, entry.children.count]
        return [own] + entry.children.flatMap(positions)
    }
}
