import Documents
import OrderedCollections
import Testing

struct JSONValueTests {
    @Test(
        arguments: [
            (1, 1.0, true), (1, true, false), (["a": 1, "b": 2], ["b": 2, "a": 1], true),
            ([1, 2], [2, 1], false), ("a", "a", true), (.string("e\u{301}"), .string("\u{E9}"), false),
            (0, false, false),
            (.number(0.5), .number(0.5), true), (["a": 1], ["a": 1, "b": 1], false),
        ] as [(JSONValue, JSONValue, Bool)]
    )
    func `values are equal by the rules of JSON Schema`(left: JSONValue, right: JSONValue, isEqual: Bool) {
        #expect((left == right) == isEqual)
        if isEqual { #expect(left.hashValue == right.hashValue) }
    }

    @Test func `a typed accessor returns nil for a value of another type`() {
        #expect(JSONValue.number(5.0).integer == 5)
        #expect(JSONValue.number(5.5).integer == nil)
        #expect(JSONValue.integer(2).double == 2)
        #expect(JSONValue.string("a").integer == nil)
        #expect(JSONValue.null.isNull)
        #expect(JSONValue.array([1])[0] == 1)
        #expect(JSONValue.array([1])[1] == nil)
        #expect(JSONValue.object(["a": 1])["a"] == 1)
        #expect(JSONValue.object(["a": 1])["b"] == nil)
    }

    @Test(
        arguments: [
            (JSONValue.number(1.0), "1"), (.number(0.1), "0.1"), (.number(1e300), "1e+300"),
            ("a\"\\\u{1}\n/é", #""a\"\\\u0001\n/é""#),
            ([1, nil, true], "[1,null,true]"), (["a": ["b": []]], #"{"a":{"b":[]}}"#),
        ] as [(JSONValue, String)]
    )
    func `a value is written as JSON without blanks`(value: JSONValue, text: String) {
        #expect(value.text == text)
    }

    @Test(
        arguments: [
            ("a \"b\"", "a \"b\""), ("", ""), (1, "1"), (true, "true"), (nil, "null"), (["a"], #"["a"]"#),
        ] as [(JSONValue, String)]
    )
    func `the plain text of a string has no quotation marks, and that of any other value is JSON`(
        value: JSONValue,
        text: String
    ) {
        #expect(value.plainText == text)
    }

    @Test func `the canonical form sorts members`() {
        let value: JSONValue = ["b": ["d": 1, "c": 2.0], "a": [["y": 1, "x": 2]]]
        #expect(value.canonical.text == #"{"a":[{"x":2,"y":1}],"b":{"c":2,"d":1}}"#)
    }

    @Test func `a writer puts commas between members and elements`() {
        var writer = JSONWriter()
        writer.object { writer in
            writer.member("a", "x")
            writer.member("b", 1)
            writer.member("c", true)
            writer.member("d", nil as String?)
            writer.key("e")
            writer.array { writer in
                writer.value(1)
                writer.raw(Array("{}".utf8))
            }
        }
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a":"x","b":1,"c":true,"d":null,"e":[1,{}]}"#)
    }
}
