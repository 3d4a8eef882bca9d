import Testing

@testable import Contract

struct PatternTests {
    @Test(arguments: [
        ("", "x", true), ("b", "abc", true), ("^b", "abc", false), ("c$", "abc", true), ("c$", "abc\n", false),
        (".", "\n", false),
        ("^\\d+$", "12", true), ("^\\d+$", "١٢", false), ("^\\w+$", "é", false), ("\\s", "\u{FEFF}", true),
        ("^\\S+$", "a\u{A0}", false),
        ("^(a|ab)(c|bcd)(d*)$", "abcd", true), ("^a{2,3}$", "a", false), ("^a{2,3}$", "aaa", true),
        ("^a{2,}$", "aaaaa", true),
        ("a{", "a{", true), ("^[^a-c]$", "d", true), ("^[\\d-]+$", "1-2", true), ("^[\\]]$", "]", true),
        ("^[^\\W_]+$", "aB1", true),
        ("^(?=.*\\d)(?!.*x).+$", "a1", true), ("^(?=.*\\d)(?!.*x).+$", "a1x", false), ("(?<=a)b", "ab", true),
        ("(?<!a)b", "ab", false),
        ("^(a+)\\1$", "aaaa", true), ("^(a+)\\1$", "aaa", false), ("(?<q>['\"]).*\\k<q>", "'x'", true),
        ("\\bfoo\\b", "a foo b", true),
        ("\\Bfoo", "afoo", true), ("^\\p{L}+$", "éß", true), ("^\\P{Lu}+$", "aB", false), ("^😀$", "😀", true),
        ("^.$", "😀", true),
        ("^\\u{1F600}$", "😀", true), ("^\\ud83d\\ude00$", "😀", true), ("\\x41", "A", true), ("\\cA", "\u{1}", true),
        ("^[\\b]$", "\u{8}", true),
        ("^a*?b", "aab", true), ("^(?:a|b)+$", "abba", true), ("(a*)*b", "aaac", false), ("^(\\+|-)?\\d$", "+1", true),
        ("[\\s\\S]", "\n", true),
    ])
    func `a pattern matches as it does in JavaScript`(source: String, text: String, matches: Bool) throws {
        #expect(try Pattern(source).matches(text) == matches)
    }

    @Test(arguments: [
        "^\\+[1-9]\\d{6,14}$", "^[0-9a-z]{3}$", "^whsec_.+$", "^a?$", "^a{0}b$", "^$", "^\\p{L}{2}[^x]*?$",
        "^(?:a){2,}$", "^\\+?[1-9]\\d{6,14}$", "^a*b$", "^a{1,2}b{2}$", "^[ab]*\\d{1,2}z$",
    ])
    func `a pattern without choices matches as the general matcher does`(source: String) throws {
        let pattern = try Pattern(source)
        #expect(PatternSequence(pattern.root) != nil)
        let general = try Pattern(source + "(?=)")
        #expect(PatternSequence(general.root) == nil)
        let texts = [
            "", "a", "aa", "b", "ab", "0az", "0Az", "0azz", "éß", "éßx", "éß\n", "x", "whsec_", "whsec_1", "whsec_\n",
            "abb", "aabb", "aaabb", "aab", "aba", "ab0z", "ba000z", "aaz", "0z", "00az",
            "+1234567", "+123456", "+0234567", "+123456789012345", "+1234567890123456", "1234567", "+1234567 ",
        ]
        for text in texts { #expect(pattern.matches(text) == general.matches(text), "\(text)") }
        #expect(texts.contains { pattern.matches($0) })
    }

    @Test(arguments: [
        "a", "^a", "a$", "^ab?b$", "^\\d+1$", "^(a)$", "^a|b$", "^\\ba$", "^a$|b", "^a?b?c$",
        "^a?[^b]$", "^\\p{L}*1$",
    ])
    func `a pattern with a choice, or of a part of a text, is left to the general matcher`(source: String) throws {
        #expect(PatternSequence(try Pattern(source).root) == nil)
    }

    @Test(arguments: [
        "(", ")", "[", "a**", "*", "\\", "(?x)", "[b-a]", "\\x1", "\\u12", "a{2,1}", "(?<=a)*",
        "(((ab){1,1000}){1,1000})", "\\k<n>", "\\Z",
    ])
    func `a text that is not a pattern is refused`(source: String) {
        #expect(throws: PatternError.self) { try Pattern(source) }
    }

    @Test func `no pattern takes exponential time`() throws {
        let text = String(repeating: "a", count: 20_000)
        #expect(try !Pattern("^(a+)+$").matches(text + "!"))
        #expect(try !Pattern("^(([a-z])+.)+[A-Z]([a-z])+$").matches(text))
        #expect(try !Pattern("^(a|a)*\\1b$").matches(String(text.prefix(200))))
    }

    @Test(arguments: [
        "^cus_[0-9A-HJKMNP-TV-Z]{26}$", "^\\d{6,20}$", "^(a|b)c?$", "^[^x]{3}$", "^\\+[1-9]\\d{6,14}$", "^a{2,}b*$",
    ])
    func `a sample matches its pattern`(source: String) throws {
        let pattern = try Pattern(source)
        let samples = [0, 1, 2].map { PatternSampler(extraRounds: $0).sample(of: pattern.root) }
        #expect(samples.contains { pattern.matches($0) }, "\(samples)")
    }
}
