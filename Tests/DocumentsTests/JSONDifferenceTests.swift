import Documents
import OrderedCollections
import Testing

@Suite struct JSONDifferenceTests {
    private func differences(_ from: JSONValue, _ to: JSONValue) -> [String] {
        from.differences(to: to).map { difference in
            "\(difference.pointer) \(difference.from?.text ?? "-") \(difference.to?.text ?? "-")"
        }
    }

    @Test(
        arguments: [
            (["a": 1, "b": ["c": nil]], ["b": ["c": nil], "a": 1]), (1, 1.0), ([], []), (nil, nil),
        ] as [(JSONValue, JSONValue)]
    )
    func `equal values have no differences, whatever the order of their members`(from: JSONValue, to: JSONValue) {
        #expect(differences(from, to) == [])
    }

    @Test func `objects are compared member by member at any depth`() {
        let from: JSONValue = ["a": ["b": ["c": 1, "d": 2], "x/y": "~"], "e": true]
        let to: JSONValue = ["a": ["b": ["c": 5, "d": 2], "x/y": ""], "e": false]
        #expect(differences(from, to) == ["/a/b/c 1 5", "/a/x~1y \"~\" \"\"", "/e true false"])
    }

    @Test func `members that only one value has come as a whole, those of the second value last`() {
        let from: JSONValue = ["gone": ["x": 1], "kept": 0, "null": nil]
        let to: JSONValue = ["new": [2], "kept": 1, "also": nil]
        let expected = ["/gone {\"x\":1} -", "/kept 0 1", "/null null -", "/new - [2]", "/also - null"]
        #expect(differences(from, to) == expected)
    }

    @Test(
        arguments: [
            ([1, 2, 3], [1, 3], ["/m [1,2,3] [1,3]"]),
            ([["a": 1]], [["a": 2]], ["/m [{\"a\":1}] [{\"a\":2}]"]),
            (["a": 1], 5, ["/m {\"a\":1} 5"]), (nil, [:], ["/m null {}"]), ("1", 1, ["/m \"1\" 1"]),
        ] as [(JSONValue, JSONValue, [String])]
    )
    func `arrays and values of different types are compared as a whole`(
        from: JSONValue,
        to: JSONValue,
        expected: [String]
    ) {
        #expect(differences(["m": from], ["m": to]) == expected)
    }

    @Test func `values that are not objects differ at the empty pointer`() {
        #expect(differences(1, 2) == [" 1 2"])
    }
}
