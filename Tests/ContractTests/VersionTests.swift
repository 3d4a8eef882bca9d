import Contract
import Documents
import Testing

/// The diagnostics of a document that is not OpenAPI 3.1.
struct VersionTests {
    @Test(arguments: [
        ("openapi: 3.1", "1:10: error: the version is the number 3.1", "put it in quotes and add the patch number"),
        ("openapi: 3.0", "1:10: error: OpenAPI 3.0 is not supported", "convert it to 3.1: `nullable: true` becomes"),
        ("openapi: 3.0.3", "1:10: error: OpenAPI 3.0.3 is not supported", "`exclusiveMinimum`"),
        ("openapi: 3.2.0", "1:10: error: OpenAPI 3.2.0 is not supported", "write openapi: \"3.1.1\""),
        ("openapi: 3.10.0", "OpenAPI 3.10.0 is not supported", "only 3.1 is"),
        ("openapi: 4.0.0", "OpenAPI 4.0.0 is not supported", "write openapi: \"3.1.0\""),
        ("openapi: '2.0'", "OpenAPI 2.0 is not supported", "this is the version of Swagger"),
        ("openapi: true", "1:10: error: `openapi` must be a string", "openapi: \"3.1.0\""),
        ("openapi: [3]", "`openapi` must be a string", ""), ("openapi:", "`openapi` must be a string", ""),
        ("swagger: '2.0'", "1:1: error: this is a Swagger 2.0 document", "convert it to OpenAPI 3.1"),
        ("info: {}\nswagger: 2.0", "2:1: error: this is a Swagger 2.0 document", ""),
        ("openAPI: 3.1.0", "1:1: error: the key `openapi` is missing", "`openAPI` must be spelled `openapi`"),
        ("opnapi: 3.1.0", "the key `openapi` is missing", "`opnapi` must be spelled `openapi`"),
        ("{}", "the key `openapi` is missing", "openapi: \"3.1.0\""),
    ])
    func `a document of another version gets an error with a hint`(line: String, message: String, hint: String) {
        let found = diagnostics(line + "\n")
        #expect(found.count == 1 && found[0].contains(message) && found[0].contains(hint), "\(found)")
    }

    @Test func `a JSON document whose version is a number gets the same error`() {
        let found = diagnostics(#"{"openapi": 3.1, "paths": {}}"#, name: "a.json")
        #expect(found.count == 1 && found[0].hasPrefix("a.json:1:13: error: the version is the number 3.1"))
    }

    @Test(arguments: ["3.1.0", "3.1.1", "3.1.2", "3.1.0-rc1", "3.1.20"])
    func `every patch version of 3_1 is accepted`(version: String) {
        let text = "openapi: \(version)\ninfo: { title: A, version: '1' }\npaths: {}\n"
        #expect(diagnostics(text, checkEverything: true).isEmpty)
    }

    @Test(arguments: ["'3.1'", "3.1.", "3.1.x", "3.1.0-"])
    func `a version without a valid patch number is accepted by serve but reported by check`(version: String) {
        let text = "openapi: \(version)\ninfo: { title: A, version: '1' }\npaths: {}\n"
        #expect(diagnostics(text).isEmpty)
        #expect(diagnostics(text, checkEverything: true).first?.contains("is not a full version") == true)
    }

    @Test(arguments: [
        ("openapi: 3.1.0", true), ("swagger: '2.0'", true), ("OpenAPI: 3.1.0", true), ("paths: {}", true),
        ("version: 1", false), ("[]", false),
    ])
    func `a document is recognized as a contract by its keys`(text: String, isContract: Bool) throws {
        #expect(ContractLoader.isContract(try SourceDocument(text, file: "a.yaml").value) == isContract)
    }
}
