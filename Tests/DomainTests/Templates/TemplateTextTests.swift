import Testing

@testable import Domain

@Suite struct TemplateTextTests {
    @Test(
        arguments: [
            ("", []), ("Hello", []), ("Hello {{1}}!", ["1"]), ("{{1}}{{2}}", ["1", "2"]), ("{{ 1 }}", ["1"]),
            ("{{name}} {{01}}", ["name", "01"]), ("{{}} {{ }}", []), ("{{1} {1}} {1}", []), ("{{{1}}}", ["1"]),
            ("{{ {{1}}", ["1"]), ("}} {{1}} {{", ["1"]), ("{{a{b}}", []), ("🚚{{1}}\n{{2}}", ["1", "2"]),
        ] as [(String, [String])]
    )
    func `the variables of a text stand between double braces`(text: String, variables: [String]) {
        #expect(TemplateText(text).variables == variables)
    }

    @Test(
        arguments: [
            ("{{1}}", true), ("Hello {{1}}", true), ("Hello {{1}} \n", true), ("Hello {{1}}.", false),
            ("{{1}} hello", false), ("Hello", false), ("", false),
        ]
    )
    func `a text ends with a variable if only blanks follow the variable`(text: String, ends: Bool) {
        #expect(TemplateText(text).endsWithVariable == ends)
    }

    @Test(
        arguments: [
            ("Hello {{1}}, {{2}}!", ["A", "B"], "Hello A, B!"), ("{{2}} {{1}}", ["A", "B"], "B A"),
            ("{{1}} {{2}}.", ["A"], "A {{2}}."), ("{{ 2 }} {{name}} {{0}}", ["A"], "{{ 2 }} {{name}} {{0}}"),
            ("{{1}}", ["{{1}}"], "{{1}}"), ("{{1}}{{1}}", ["A", "B"], "AA"), ("Hello", ["A"], "Hello"),
        ] as [(String, [String], String)]
    )
    func `values replace the numbered variables of a text`(text: String, values: [String], filled: String) {
        #expect(TemplateText(text).filled(with: values) == filled)
    }

    @Test func `a variable among 800,000 braces is found`() {
        let text = String(repeating: "{{", count: 200_000) + "1" + String(repeating: "}}", count: 200_000)
        #expect(TemplateText(text).variables == ["1"])
    }
}
