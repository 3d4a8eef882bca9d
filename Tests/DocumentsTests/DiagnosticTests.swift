import Documents
import Testing

struct DiagnosticTests {
    @Test func `a diagnostic has the form of a compiler message`() {
        let location = SourceLocation(file: "a.yaml", line: 3, column: 7)
        let plain = Diagnostic("unknown key `sved`", at: location)
        #expect(plain.description == "a.yaml:3:7: error: unknown key `sved`")
        let hinted = Diagnostic("unknown key `sved`", at: location, severity: .warning, hint: "did you mean `save`?")
        #expect(hinted.description == "a.yaml:3:7: warning: unknown key `sved`; did you mean `save`?")
    }

    @Test func `a collector keeps each diagnostic once and sorts by line`() throws {
        var collector = DiagnosticCollector()
        let late = Diagnostic("late", at: SourceLocation(file: "a", line: 10, column: 1))
        let early = Diagnostic("early", at: SourceLocation(file: "a", line: 9, column: 5))
        collector.add(late)
        collector.add(early)
        collector.add(late)
        #expect(collector.sorted == [early, late])
        let error = #expect(throws: DiagnosticsError.self) { try collector.throwErrors() }
        #expect(error?.description == "a:9:5: error: early\na:10:1: error: late")
    }

    @Test func `a collector that holds only warnings throws no error`() {
        var collector = DiagnosticCollector()
        collector.add(Diagnostic("hm", at: SourceLocation(file: "a"), severity: .warning))
        #expect(throws: Never.self) { try collector.throwErrors() }
    }

    @Test(arguments: [
        ("sved", ["save", "other"], "save"), ("custmer", ["customer", "customers"], "customer"),
        ("Name", ["name"], "name"), ("xyz", ["abc"], nil), ("lsit", ["list"], "list"), ("a", ["b"], "b"),
        ("abc", [], nil),
    ])
    func `the candidate nearest to a misspelt word is found`(word: String, candidates: [String], meant: String?) {
        #expect(word.closest(among: candidates) == meant)
    }

    @Test func `very long words are not compared letter by letter`() {
        let long = String(repeating: "a", count: 2_000_000)
        #expect(long.closest(among: ["a", long + "b"]) == nil)
        #expect("aa".closest(among: [long, "ab"]) == "ab")
        #expect(long.editDistance(to: "a") == 2_000_000)
        #expect("a".editDistance(to: long) == 2_000_000)
        #expect(long.editDistance(to: long) == 0)
    }
}
