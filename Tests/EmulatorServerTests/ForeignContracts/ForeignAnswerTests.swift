import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import Testing

/// Responses under other contracts have the media types that the contracts declare.
@Suite struct ForeignAnswerTests {
    private static let text =
        ForeignContract.header + """
            paths:
              /text: { get: { responses: { '200': { description: ok, content: { text/plain: { example: hello } } } } } }
              /csv: { get: { responses: { '200': { description: ok, content: { text/csv: { examples: { a: { value: "a,b\\n" } } } } } } } }
              /xml: { get: { responses: { '200': { description: ok, content: { application/xml: { example: <a>1</a> } } } } } }
              /made: { get: { responses: { '200': { description: ok, content: { application/xml: { schema: { type: object, properties: { a: { const: 1 } } } } } } } } }
              /picture: { get: { responses: { '200': { description: ok, content: { image/png: {} } } } } }
              /any-picture: { get: { responses: { '200': { description: ok, content: { image/*: {} } } } } }
              /two: { get: { responses: { '200': { description: ok, content: { application/xml: { example: <a/> }, application/json: { example: { a: 1 } } } } } } }
              /problem: { get: { responses: { '200': { description: ok, content: { application/hal+json: { example: [1] } } } } } }
              /empty: { get: { responses: { '202': { description: later } } } }
              /nothing: { get: { summary: Nobody has said what this answers } }
              /header: { get: { responses: { '200': { description: ok, headers: { X-Ids: { schema: { type: array }, example: [1, 2] }, X-Map: { schema: { type: object }, example: { a: 1, b: x } }, X-Pairs: { explode: true, schema: { type: object }, example: { a: 1, b: x } } } } } } }

            """

    private func get(_ path: String, accept: String? = nil) async throws -> TestResponse {
        var answer: TestResponse?
        try await withEmulator(contract: try ForeignContract.load(Self.text)) { emulator in
            answer = try emulator.client(nil).get(path, headers: HTTPHeaders(accept.map { [("Accept", $0)] } ?? []))
        }
        return try #require(answer)
    }

    @Test(
        arguments: [
            ("/text", nil, "text/plain", "hello"), ("/csv", nil, "text/csv", "a,b\n"),
            ("/xml", nil, "application/xml", "<a>1</a>"), ("/two", nil, "application/json", #"{"a":1}"#),
            (
                "/made", nil, "application/xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<root><a>1</a></root>"
            ),
            ("/two", "application/xml", "application/xml", "<a/>"),
            ("/two", "application/json;q=0.5, application/xml", "application/xml", "<a/>"),
            ("/two", "text/html, */*;q=0.1", "application/json", #"{"a":1}"#),
            ("/two", "text/html", "application/json", #"{"a":1}"#), ("/problem", nil, "application/hal+json", "[1]"),
        ] as [(String, String?, String, String)]
    )
    func `a response is the example of the media type that Accept prefers`(
        path: String,
        accept: String?,
        type: String,
        body: String
    ) async throws {
        let answer = try await get(path, accept: accept)
        #expect(answer.status == 200)
        #expect(answer.headers["Content-Type"] == [type])
        #expect(String(decoding: answer.bytes, as: UTF8.self) == body)
    }

    @Test(
        arguments: [
            ("/picture", nil, "image/png", [0x89, 0x50]), ("/any-picture", nil, "image/png", [0x89, 0x50]),
            ("/any-picture", "image/jpeg", "image/jpeg", [0xFF, 0xD8]),
            ("/any-picture", "image/gif", "image/gif", [0x47, 0x49]),
        ] as [(String, String?, String, [UInt8])]
    )
    func `an image response has bytes of its media type`(
        path: String,
        accept: String?,
        type: String,
        start: [UInt8]
    ) async throws {
        let answer = try await get(path, accept: accept)
        #expect(answer.headers["Content-Type"] == [type])
        #expect(answer.bytes.starts(with: start))
    }

    @Test(arguments: [("/empty", 202), ("/nothing", 200)])
    func `a response without content has no media type`(path: String, status: Int) async throws {
        let answer = try await get(path)
        #expect(answer.status == status)
        #expect(answer.bytes.isEmpty)
        #expect(answer.headers["Content-Type"] == [])
    }

    @Test func `arrays and objects in response headers have the style simple`() async throws {
        let answer = try await get("/header")
        #expect(answer.headers["X-Ids"] == ["1,2"])
        #expect(answer.headers["X-Map"] == ["a,1,b,x"])
        #expect(answer.headers["X-Pairs"] == ["a=1,b=x"])
    }
}
