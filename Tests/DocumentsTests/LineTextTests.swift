import Documents
import Testing

struct LineTextTests {
    @Test(arguments: [
        ("", ""), ("Acme", "Acme"), ("  Acme  ", "Acme"), ("Acme \n\t Logistics", "Acme Logistics"), ("a  b", "a b"),
        ("a\u{0}b\u{7F}c", "abc"), ("\u{A0}é\u{2003}x", "é x"), (" \n ", ""), ("a \u{1} b", "a b"),
    ])
    func `a normalized line has no control characters and only single blanks between words`(
        text: String,
        line: String
    ) {
        #expect(text.normalizedLine == line)
    }
}
