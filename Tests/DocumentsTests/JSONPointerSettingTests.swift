import Documents
import OrderedCollections
import Testing

struct JSONPointerSettingTests {
    static let document: JSONValue = ["a": ["b/c": [10, 20], "~": 1], "s": "text", "n": nil]

    private func changed(_ text: String, _ value: JSONValue?) throws -> JSONValue {
        var document = Self.document
        document.set(value, at: try #require(JSONPointer(parsing: text)))
        return document
    }

    @Test(
        arguments: [
            ("", [1], [1]),
            ("/s", 5, ["a": ["b/c": [10, 20], "~": 1], "s": 5, "n": nil]),
            ("/s", .null, ["a": ["b/c": [10, 20], "~": 1], "s": nil, "n": nil]),
            ("/a/~0", 2, ["a": ["b/c": [10, 20], "~": 2], "s": "text", "n": nil]),
            ("/a/b~1c/0", 11, ["a": ["b/c": [11, 20], "~": 1], "s": "text", "n": nil]),
            ("/a/b~1c/1", ["x": 1], ["a": ["b/c": [10, ["x": 1]], "~": 1], "s": "text", "n": nil]),
        ] as [(String, JSONValue, JSONValue)]
    )
    func `setting a value replaces the value at the pointer`(text: String, value: JSONValue, result: JSONValue) throws {
        #expect(try changed(text, value) == result)
    }

    @Test(
        arguments: [
            ("/x", ["a": ["b/c": [10, 20], "~": 1], "s": "text", "n": nil, "x": 5]),
            ("/", ["a": ["b/c": [10, 20], "~": 1], "s": "text", "n": nil, "": 5]),
            ("/x/y/z", ["a": ["b/c": [10, 20], "~": 1], "s": "text", "n": nil, "x": ["y": ["z": 5]]]),
            ("/x/0", ["a": ["b/c": [10, 20], "~": 1], "s": "text", "n": nil, "x": ["0": 5]]),
            ("/s/y", ["a": ["b/c": [10, 20], "~": 1], "s": ["y": 5], "n": nil]),
            ("/n/y", ["a": ["b/c": [10, 20], "~": 1], "s": "text", "n": ["y": 5]]),
            ("/a/b~1c/0/y", ["a": ["b/c": [["y": 5], 20], "~": 1], "s": "text", "n": nil]),
        ] as [(String, JSONValue)]
    )
    func `setting a value creates the objects that are missing on the way`(text: String, result: JSONValue) throws {
        #expect(try changed(text, 5) == result)
    }

    @Test(arguments: ["/a/b~1c/-", "/a/b~1c/2"])
    func `setting the element after the last one appends to an array`(text: String) throws {
        #expect(try changed(text, 30)[JSONPointer(["a", "b/c"])] == [10, 20, 30])
        #expect(try changed(text + "/x/y", 30)[JSONPointer(["a", "b/c"])] == [10, 20, ["x": ["y": 30]]])
    }

    @Test(arguments: ["/a/b~1c/3", "/a/b~1c/01", "/a/b~1c/+1", "/a/b~1c/-1", "/a/b~1c/x", "/a/b~1c/", "/a/b~1c/3/x"])
    func `setting a value at an invalid array index changes nothing`(text: String) throws {
        #expect(try changed(text, 5) == Self.document)
        #expect(try changed(text, nil) == Self.document)
    }

    @Test(
        arguments: [
            ("/s", ["a": ["b/c": [10, 20], "~": 1], "n": nil]),
            ("/n", ["a": ["b/c": [10, 20], "~": 1], "s": "text"]),
            ("/a", ["s": "text", "n": nil]),
            ("/a/~0", ["a": ["b/c": [10, 20]], "s": "text", "n": nil]),
            ("/a/b~1c/0", ["a": ["b/c": [20], "~": 1], "s": "text", "n": nil]),
            ("/a/b~1c/1", ["a": ["b/c": [10], "~": 1], "s": "text", "n": nil]),
        ] as [(String, JSONValue)]
    )
    func `setting nil removes the value at the pointer`(text: String, result: JSONValue) throws {
        #expect(try changed(text, nil) == result)
    }

    @Test(arguments: ["", "/x", "/x/y/z", "/s/y", "/n/y", "/a/x", "/a/b~1c/2", "/a/b~1c/-", "/a/b~1c/0/y"])
    func `removing a value that does not exist changes nothing`(text: String) throws {
        #expect(try changed(text, nil) == Self.document)
    }

    @Test func `the members of a changed object keep their order, and a new member comes last`() throws {
        #expect(try changed("/a/~0", 2).object.map { Array($0.keys) } == ["a", "s", "n"])
        #expect(try changed("/x", 2).object.map { Array($0.keys) } == ["a", "s", "n", "x"])
        #expect(try changed("/a", nil).object.map { Array($0.keys) } == ["s", "n"])
    }
}
