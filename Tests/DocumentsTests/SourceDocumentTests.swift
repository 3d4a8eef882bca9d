import Documents
import Testing

struct SourceDocumentTests {
    static let yaml = """
        openapi: 3.1.0
        paths:
          /a:
            get: { tags: [one, two] }
        """
    static let json = """
        { "openapi": "3.1.0",
          "paths": {
            "/a": { "get": { "tags": ["é\\"x", [1, -2.5e3], true ] , "last" : null } }
          }
        }
        """

    @Test(arguments: [
        ("", false, 1, 1), ("/openapi", true, 1, 1), ("/openapi", false, 1, 10), ("/paths/~1a", true, 3, 3),
        ("/paths/~1a/get", false, 4, 10), ("/paths/~1a/get/tags/1", false, 4, 24), ("/paths/~1a/nope/x", false, 4, 5),
    ])
    func `every value of a YAML text has a line and a column`(
        pointer: String,
        key: Bool,
        line: Int,
        column: Int
    ) throws {
        let document = try SourceDocument(Self.yaml, file: "a.yaml")
        let location = document.location(of: try #require(JSONPointer(parsing: pointer)), key: key)
        #expect(location == SourceLocation(file: "a.yaml", line: line, column: column))
    }

    @Test(arguments: [
        ("", false, 1, 1), ("/openapi", true, 1, 3), ("/openapi", false, 1, 14), ("/paths/~1a/get", true, 3, 13),
        ("/paths/~1a/get/tags/0", false, 3, 31), ("/paths/~1a/get/tags/1/1", false, 3, 43),
        ("/paths/~1a/get/tags/2", false, 3, 52), ("/paths/~1a/get/last", true, 3, 61),
        ("/paths/~1a/get/last", false, 3, 70),
    ])
    func `every value of a JSON text has a line and a column`(
        pointer: String,
        key: Bool,
        line: Int,
        column: Int
    ) throws {
        let document = try SourceDocument(Self.json, file: "a.json")
        let location = document.location(of: try #require(JSONPointer(parsing: pointer)), key: key)
        #expect(location == SourceLocation(file: "a.json", line: line, column: column))
    }

    @Test func `a json file must be JSON, a yaml file may be YAML in braces or JSON`() throws {
        #expect(throws: DiagnosticsError.self) { try SourceDocument("{a: 1}", file: "a.json") }
        #expect(try SourceDocument("{a: 1}", file: "a.yaml").value == ["a": 1])
        #expect(try SourceDocument(#"{"a": 1}"#, file: "a.yaml").value == ["a": 1])
    }

    @Test func `a document whose bytes are not UTF-8 is refused`() {
        #expect(throws: DiagnosticsError.self) { try SourceDocument([0x61, 0xFF], file: "a.yaml") }
    }
}
