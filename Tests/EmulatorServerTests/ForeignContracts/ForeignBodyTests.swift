import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import Testing

/// Request bodies under other contracts are read by the media types that the contracts declare.
@Suite struct ForeignBodyTests {
    private static func path(_ name: String, required: Bool = true, _ content: String) -> String {
        "  /\(name): { post: { requestBody: { required: \(required), content: { \(content) } }, "
            + "responses: { '200': { description: ok } } } }\n"
    }

    private static let text =
        ForeignContract.header + "paths:\n"
        + path("jsonapi", "application/vnd.api+json: { schema: { $ref: '#/components/schemas/Named' } }")
        + path("form", "application/x-www-form-urlencoded: { schema: { $ref: '#/components/schemas/Named' } }")
        + path("upload", "multipart/form-data: { schema: { $ref: '#/components/schemas/Upload' } }")
        + path("note", "text/plain: { schema: { type: string, maxLength: 3 } }")
        + path("count", "text/plain: { schema: { type: integer } }")
        + path("blob", "application/octet-stream: {}")
        + path("image", "image/*: {}")
        + path("optional", required: false, "application/json: { schema: { $ref: '#/components/schemas/Named' } }")
        + path("required", "application/json: { schema: { type: object } }")
        + path("list", "application/json: { schema: { type: array, items: { type: integer } } }")
        + path("null", "application/json: { schema: { type: ['null', number] } }")
        + path("two", "application/json: { schema: { type: object } }, text/csv: {}")
            + """
            components:
              schemas:
                Named:
                  type: object
                  required: [name]
                  properties:
                    name: { type: string }
                    n: { type: integer }
                    tags: { type: array, items: { type: integer } }
                Upload:
                  type: object
                  required: [file]
                  properties:
                    file: { type: string, contentMediaType: application/octet-stream }
                    about: { type: object, required: [title], properties: { title: { type: string } } }
                    count: { type: integer }
                    files: { type: array, items: { type: string } }

            """

    private func send(_ path: String, _ body: String, _ type: String?) async throws -> TestResponse {
        var answer: TestResponse?
        try await withEmulator(contract: try ForeignContract.load(Self.text)) { emulator in
            let headers = HTTPHeaders(type.map { [("Content-Type", $0)] } ?? [])
            answer = try emulator.client(nil).send(.POST, path, body: Array(body.utf8), headers: headers)
        }
        return try #require(answer)
    }

    private static func multipart(_ parts: [(headers: String, body: String)]) -> String {
        parts.map { "--b0\r\nContent-Disposition: form-data; \($0.headers)\r\n\r\n\($0.body)\r\n" }.joined()
            + "--b0--\r\n"
    }

    @Test(
        arguments: [
            ("/jsonapi", #"{"name":"a"}"#, "application/vnd.api+json"),
            ("/jsonapi", #"{"name":"a"}"#, "Application/VND.API+JSON; charset=utf-8"),
            ("/jsonapi", #"{"name":"a"}"#, nil),
            ("/form", "name=a+b&n=5&tags=1&tags=2&other=x", "application/x-www-form-urlencoded"),
            (
                "/upload", multipart([(#"name="file"; filename="a.bin""#, "\u{0}\u{1}")]),
                "multipart/form-data; boundary=b0"
            ),
            (
                "/upload",
                multipart([
                    (#"name="file"; filename="a.bin""#, "--b"), (#"name="about""#, #"{"title":"t"}"#),
                    (#"name="count""#, "5"),
                    (#"name="files"; filename="1""#, "x"), (#"name="files"; filename="2""#, "y"),
                ]), #"multipart/form-data; boundary="b0""#
            ),
            ("/note", "abc", "text/plain; charset=utf-8"), ("/note", "", "text/plain"), ("/count", "12", "text/plain"),
            ("/blob", "\u{0}", "application/octet-stream"), ("/image", "x", "image/webp"), ("/optional", "", nil),
            ("/optional", "", "application/json"), ("/optional", #"{"name":"a"}"#, "application/json"),
            ("/required", "{}", "application/json"), ("/list", "[1]", "application/json"),
            ("/null", "null", "application/json"),
            ("/null", "1.5", "application/json"), ("/two", "a,b", "text/csv"),
        ] as [(String, String, String?)]
    )
    func `a body of a declared media type that fits its schema is accepted`(
        path: String,
        body: String,
        type: String?
    ) async throws {
        let answer = try await send(path, body, type)
        #expect(answer.status == 200, "\(answer.json)")
    }

    @Test(
        arguments: [
            ("/jsonapi", #"{"n":1}"#, "application/vnd.api+json", "Missing required field: name."),
            ("/form", "n=1", "application/x-www-form-urlencoded", "Missing required field: name."),
            ("/form", "name=a&n=x", "application/x-www-form-urlencoded", "Invalid value for n: must be an integer."),
            (
                "/form", "name=a&tags=x", "application/x-www-form-urlencoded",
                "Invalid value for tags.0: must be an integer."
            ),
            (
                "/upload", multipart([(#"name="other""#, "x")]), "multipart/form-data; boundary=b0",
                "Missing required field: file."
            ),
            (
                "/upload", multipart([(#"name="file"; filename="f""#, "x"), (#"name="about""#, "{}")]),
                "multipart/form-data; boundary=b0", "Missing required field: about.title."
            ),
            (
                "/upload", "x", "multipart/form-data; boundary=b0",
                "The request body is multipart without its boundary `b0`."
            ),
            (
                "/upload", "x", "multipart/form-data",
                "The request body is multipart without a boundary in its Content-Type."
            ),
            ("/note", "abcd", "text/plain", "Invalid value for body: must be at most 3 characters long."),
            ("/count", "x", "text/plain", "Invalid value for body: must be an integer."),
            ("/optional", "{}", "application/json", "Missing required field: name."),
            ("/required", "", nil, "Missing required field: body."),
            ("/required", "[]", "application/json", "Invalid value for body: must be an object."),
            ("/list", "{}", "application/json", "Invalid value for body: must be an array."),
            ("/null", #""""#, "application/json", "Invalid value for body: must be a number or null."),
        ] as [(String, String, String?, String)]
    )
    func `a body that violates its schema is refused with the place in the message`(
        path: String,
        body: String,
        type: String?,
        message: String
    ) async throws {
        let answer = try await send(path, body, type)
        #expect(answer.status == 400)
        #expect(answer.json["error"]?["message"] == .string(message))
    }

    @Test(arguments: [
        ("/jsonapi", "application/json", "application/vnd.api+json"),
        ("/blob", "text/plain", "application/octet-stream"),
        ("/two", "application/xml", "application/json or text/csv"), ("/image", "video/mp4", "image/*"),
    ])
    func `an undeclared media type is refused with those that are declared`(
        path: String,
        type: String,
        taken: String
    ) async throws {
        let answer = try await send(path, "{}", type)
        #expect(answer.status == 415)
        let message = "The media type \(type) is not supported; send the body as \(taken)."
        #expect(answer.json["error"]?["message"] == .string(message))
        #expect(answer.headers["Accept"] == [taken.replacing(" or ", with: ", ")])
    }
}
