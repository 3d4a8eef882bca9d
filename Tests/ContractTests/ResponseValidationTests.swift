import Contract
import Documents
import Testing

struct ResponseValidationTests {
    static let text = """
        openapi: 3.1.0
        paths:
          /x:
            get:
              responses:
                '200':
                  description: x
                  headers:
                    X-Id: { required: true, schema: { type: string, minLength: 2 } }
                    X-Left: { schema: { type: integer } }
                  content: { application/json: { schema: { type: object, required: [a] } } }
                '204': { description: nothing }
                '4XX': { description: x, content: { application/problem+json: { schema: { type: object } } } }
        """

    static func validate(_ status: Int, _ headers: [(name: String, value: String)], _ body: String) throws -> [String] {
        let operation = try ContractLoader.load(text: text).operations[0]
        return operation.validateResponse(status: status, headers: headers, body: Array(body.utf8)).map(\.description)
    }

    static let json = (name: "content-type", value: "application/json; charset=utf-8")
    static let id = (name: "x-id", value: "ab")

    @Test func `a valid response has no violations`() throws {
        #expect(try Self.validate(200, [Self.json, Self.id, ("X-Left", "5")], #"{"a":1}"#).isEmpty)
        #expect(try Self.validate(204, [], "").isEmpty)
        #expect(try Self.validate(418, [("Content-Type", "application/problem+json")], "{}").isEmpty)
    }

    @Test func `a wrong status, header, content type or body of a response is reported`() throws {
        #expect(try Self.validate(500, [], "") == ["status /500: the status 500 is not in the contract (responses)"])
        #expect(try Self.validate(200, [Self.json], #"{"a":1}"#) == ["header /X-Id: is required (required)"])
        let headers = try Self.validate(200, [Self.json, ("X-Id", "a"), ("X-Left", "five")], #"{"a":1}"#)
        #expect(headers.count == 2 && headers.allSatisfy { $0.hasPrefix("header") })
        #expect(try Self.validate(200, [Self.json, Self.id], "{}") == ["body /a: is required (required)"])
        #expect(try Self.validate(200, [Self.json, Self.id], "{")[0].contains("must be JSON"))
        let html = try Self.validate(200, [("Content-Type", "text/html"), Self.id], "{}")
        #expect(html == ["header /Content-Type: must be application/json (content)"])
        #expect(try Self.validate(200, [Self.id], "{}") == ["header /Content-Type: is missing (content)"])
        #expect(try Self.validate(204, [Self.json], "{}").count == 1)
    }
}
