import Documents
import Testing

struct JSONPointerTests {
    static let document: JSONValue = ["a": ["b/c": [10, 20], "~": 1, "": 2], "0": "zero"]

    @Test(
        arguments: [
            ("", nil), ("/a/b~1c/1", 20), ("/a/~0", 1), ("/a/", 2), ("/0", "zero"), ("/a/b~1c/2", nil),
            ("/a/b~1c/01", nil), ("/a/b~1c/+1", nil), ("/a/b~1c/-1", nil), ("/x", nil),
        ] as [(String, JSONValue?)]
    )
    func `a pointer finds its value, or nil if there is none`(text: String, value: JSONValue?) throws {
        let pointer = try #require(JSONPointer(parsing: text))
        #expect(Self.document[pointer] == (text.isEmpty ? Self.document : value))
        #expect(pointer.description == text)
    }

    @Test func `a text that does not begin with a slash is refused as a pointer`() {
        #expect(JSONPointer(parsing: "a/b") == nil)
    }

    @Test func `the dotted form of a pointer joins its steps with dots`() {
        #expect(JSONPointer(["buttons"]).appending(0).appending("title").dotted == "buttons.0.title")
    }
}
