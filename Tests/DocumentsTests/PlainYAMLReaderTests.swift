import Testing

@testable import Documents

struct PlainYAMLReaderTests {
    @Test(arguments: [
        "a: 1\nb: [x, 'y', \"z\", { c: d }]\n", "- a: 1\n  b:\n  - 2\n  -\n    c: 3\n- - d\n  - e\n-\n- f",
        "a:\nb:\n\n\nc: ~\n",
        "# remark\na: b # remark\n# remark\n\nc: x#y\n", "a: one\n  two\n\n  three\nb: c\n",
        "'a b': \"c: \\\"d\\\"\\n\"\n'it''s': 'x''y'\n",
        "a: |\n  x\n   y\n\n  z\n\nb: >\n  x\n  y\n\n  z\n    w\n  v\n",
        "a: |-\n  x\n\n\nb: |+\n  y\n\n\nc: >-\n\n  z\n", "a: |\n  no line break at the end",
        "é: ü # ö\nä: { ß: 1,\n  ñ: [2, # two\n    3] }\n", "plain text\n", "\"quoted\"\n", "[]\n", "{}\n",
        "- |\n  x\n- >\n  y\n",
        "a: -1\nb: -x\nc: x-\nd: http://x/y\ne: a:b\nf: {g: a:b, \"h\": [http://x]}\n",
        "a:\n  b:\n    c:\n  d: 1\ne: 2\n",
        "200: a\ntrue: b\n-5: c\n", "a: 1 ]\n", "a: {b: {c: [d, [e, f]]}}\n", "a:   b   \n",
        "a: x\n  - y\n  # remark\n",
    ])
    func `plain YAML has the same value and positions as with the general parser`(text: String) throws {
        let plain = try #require(PlainYAMLReader.read(Array(text.utf8)))
        let general = try YAMLReader.readAny(text, file: "f")
        #expect(plain.value.text == general.value.text)
        #expect(Self.positions(plain.sourceMap.root) == Self.positions(general.sourceMap.root))
    }

    @Test(arguments: [
        "", "# only a remark\n", "a: &b c\n", "a: *b\n", "a: !!str 1\n", "? a\n: b\n", "<<: { a: 1 }\n", "a:\tb\n",
        "a: b\r\n", "--- a\n",
        "a\n---\nb\n", "%YAML 1.2\n---\na\n", "a: 'b\n  c'\n", "a: \"b\n  c\"\n", "a: \"\\x41\"\n", "a: 1\na: 2\n",
        "{ a: 1, a: 2 }\n",
        "a: 1\n b: 2\n", "a: b: c\n", "a: [1, 2\n", "a: @b\n", "a: `b`\n", "a: b\n  c: d\n", "- a\nb: c\n",
        "a: - b\n",
        "a: 'b' c\n", "a: [b c\n  d]\n", "a: { b }\n", "a: { b: , c: 1 }\n", "a: |2\n  x\n", "a: |\n   \n  x\n",
        "a : b\n", "a: |\nb: c\n",
        "a: \u{85}b\n", "a: \u{2028}b\n", "\u{FEFF}a: b\n", "a: \u{7F}\n", ": a\n", "a: ? b\n", "a: [b, ? c]\n",
        "a: [b: c]\n", "a: {b:}\n",
    ])
    func `YAML that is rare or wrong is left to the general parser`(text: String) {
        #expect(PlainYAMLReader.read(Array(text.utf8)) == nil)
    }

    @Test func `YAML that is nested very deeply is left to the general parser`() {
        let depth = PlainYAMLReader.maximumDepth
        for (count, isRead) in [(depth, true), (depth + 1, false)] {
            let flow = String(repeating: "[", count: count - 1) + String(repeating: "]", count: count - 1)
            #expect((PlainYAMLReader.read(Array("a: \(flow)".utf8)) != nil) == isRead)
            let block = String(repeating: "- ", count: count - 1) + "a"
            #expect((PlainYAMLReader.read(Array(block.utf8)) != nil) == isRead)
        }
    }

    @Test func `YAML with a key that is too long is left to the general parser`() {
        let key = String(repeating: "k", count: PlainYAMLReader.maximumKeyLength)
        #expect(PlainYAMLReader.read(Array("\(key): v".utf8)) != nil)
        #expect(PlainYAMLReader.read(Array("\(key)k: v".utf8)) == nil)
        #expect(PlainYAMLReader.read(Array("{ \(key)k: v }".utf8)) == nil)
    }

    /// The line and column of each key and value, and the number of the entries below it.
    private static func positions(_ entry: SourceMap.Entry) -> [[Int?]] {
        let own = [entry.key?.line, entry.key?.column, entry.value.line, entry.value.column, entry.children.count]
        return [own] + entry.children.flatMap(positions)
    }
}
