import OrderedCollections
import Testing

@testable import Documents

/// A YAML text cannot exhaust memory, stack or time.
struct YAMLLimitTests {
    @Test func `YAML aliases that expand to more than a million values are refused`() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            text += "a\(level): &a\(level) [\(row)]\n"
        }
        let error = #expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "f") }
        #expect(error?.description.contains("the aliases unfold to more than 1000000 values") == true)
    }

    @Test func `merged YAML mappings count as values`() {
        let members = (0..<1000).map { "k\($0): 1" }.joined(separator: ", ")
        let text = "b: &b {\(members)}\n" + (0..<1000).map { "m\($0): {<<: *b}\n" }.joined()
        let error = #expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "f") }
        #expect(error?.description.contains("1000000 values") == true)
    }

    @Test func `YAML with more than a million values is refused`() {
        let text = "[" + String(repeating: "1,", count: YAMLReader.maximumValues) + "]"
        let error = #expect(throws: DiagnosticsError.self) { try YAMLReader.read(text, file: "f") }
        #expect(error?.description.contains("the document has more than 1000000 values") == true)
    }

    @Test(arguments: [("[", "]"), ("{a: ", "}"), ("- ", ""), ("[a: ", "]")])
    func `YAML that is nested too deeply is refused`(opening: String, closing: String) throws {
        // Each pair in a list is a mapping of its own.
        let depth = YAMLReader.maximumDepth / (opening == "[a: " ? 2 : 1)
        func text(_ count: Int) -> String {
            String(repeating: opening, count: count) + String(repeating: closing, count: count)
        }
        _ = try YAMLReader.read(text(depth), file: "f")
        for count in [depth + 1, 10_000] {
            let error = #expect(throws: DiagnosticsError.self) { try YAMLReader.read(text(count), file: "f") }
            #expect(error?.description.hasSuffix("nested more than \(YAMLReader.maximumDepth) deep") == true)
        }
    }

    @Test func `YAML aliases cannot nest values more deeply than brackets can`() throws {
        func text(_ count: Int) -> String {
            "- &a0 x\n" + (1...count).map { "- &a\($0) [*a\($0 - 1)]\n" }.joined()
        }
        _ = try YAMLReader.read(text(YAMLReader.maximumDepth - 1), file: "f")
        let error = #expect(throws: DiagnosticsError.self) {
            try YAMLReader.read(text(YAMLReader.maximumDepth), file: "f")
        }
        #expect(error?.description.contains("nested more than") == true)
    }

    @Test(arguments: [false, true])
    func `a YAML key of more than 1024 characters needs a question mark`(isQuoted: Bool) throws {
        let quote = isQuoted ? "'" : ""
        let key = String(repeating: "é", count: YAMLReader.maximumKeyLength - 2 * quote.count)
        #expect(try YAMLReader.read("\(quote)\(key)\(quote): v", file: "f").value.object?.keys.first == key)
        #expect(try YAMLReader.read("? \(quote)\(key)é\(quote)\n: v", file: "f").value.object?.keys.first == key + "é")
        let error = #expect(throws: DiagnosticsError.self) {
            try YAMLReader.read("\(quote)\(key)é\(quote): v", file: "f")
        }
        #expect(error?.description.contains("needs `? ` before it") == true)
    }

    /// With an effort that grows by the square, each of these takes many minutes.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            ("[", "a, ", "]"), ("{", "? a, b", "}"), ("a: ", "x y ", ""), ("a:", "\n  xy", ""), ("\"", "\n", "\""),
            ("\"", " ", ""), ("", "- \"a\n", ""), ("", "[\n", ""), ("", "? ", ""), ("", ": ", ""), ("a: ", " #", ""),
            ("a:", "\t", "b"), ("- ", " ", "\t- x"), ("a: |\n", "   \n", ""), ("a: |\n", "  x\n", ""),
            ("", "...\n", ""),
            ("", "---\n", ""), ("", "- &a x\n- *a\n", ""), ("", "&a ", ""), ("'", "''", "'"), ("", "x", ": y"),
            ("a: x", "\n", "b: y"), ("", "a: 1\r\n", ""), ("", "- x\n\n", ""), ("'", "x", "': y"),
            ("- [", "a: b, ", "]"),
        ]
    )
    func `the effort for a long YAML text grows with its length alone`(start: String, part: String, end: String) {
        let text = start + String(repeating: part, count: 300_000) + end
        _ = try? YAMLReader.read(text, file: "f")
    }
}
