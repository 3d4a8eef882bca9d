import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct BodyTests {
    private static let name = Array(#"{"name":"A"}"#.utf8)

    @Test(
        arguments: [
            nil, "application/json", "application/json; charset=utf-8", "application/json;charset=UTF-8",
            "application/json ; x=y", "APPLICATION/JSON",
        ] as [String?]
    )
    func `a JSON body is accepted with its media type and without any`(type: String?) async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = type.map { ["Content-Type": $0] } ?? [:]
            let answer = try emulator.client().send(.POST, "/customers", body: Self.name, headers: headers)
            #expect(answer.status == 201)
        }
    }

    @Test(arguments: [
        "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/jsonp",
        "application/vnd.api+json", "text/json", "", "json",
    ])
    func `a body of another media type is refused`(type: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(
                .POST,
                "/customers",
                body: Self.name,
                headers: ["Content-Type": type]
            )
            expect(answer, refuses: 415, "unsupported_media_type")
            #expect(answer.message == "Send the body as application/json.")
        }
    }

    @Test func `the media type of a request without a body is ignored`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.client().send(
                .POST,
                "/customers/\(id)/setup_links",
                headers: ["Content-Type": "text/plain"]
            )
            #expect(answer.status == 201)
        }
    }

    @Test(arguments: [
        "{", "{}}", "nonsense", #"{"name":"A",}"#, #"{name:"A"}"#, #"{"name":'A'}"#, " ", "\u{feff}", "NaN",
        #"{"name":"A","name":"B"}"#, "{\"name\":\"A\u{1}\"}", #"{"name":"A"} {}"#,
        #"{"name":01}"#,
    ])
    func `a body that is not JSON is refused with line and column`(body: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(.POST, "/customers", body: Array(body.utf8))
            expect(answer, refuses: 400, "invalid_request")
            let message = try #require(answer.message)
            #expect(message.hasPrefix("The request body is not valid JSON"))
            #expect(message.contains("line 1, column "))
        }
    }

    @Test(
        arguments: [
            [0x7B, 0x22, 0x6E, 0x22, 0x3A, 0x22, 0xFF, 0x22, 0x7D],
            [0x7B, 0x22, 0x6E, 0x22, 0x3A, 0x22, 0xC0, 0xAF, 0x22, 0x7D],
            [0x7B, 0x22, 0x6E, 0x22, 0x3A, 0x22, 0xED, 0xA0, 0x80, 0x22, 0x7D],
            [0x7B, 0x22, 0x6E, 0x22, 0x3A, 0x22, 0xE2, 0x82, 0x22, 0x7D],
            [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
            [0x00],
        ] as [[UInt8]]
    )
    func `a body with invalid UTF-8 is refused`(body: [UInt8]) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(.POST, "/customers", body: body)
            expect(answer, refuses: 400, "invalid_request")
            let list = try emulator.client().get("/customers")
            #expect(list.data == [])
        }
    }

    @Test(arguments: ["[", #"{"a":"#])
    func `a body that is nested too deeply is refused`(opening: String) async throws {
        try await withEmulator { emulator in
            let body = #"{"name":"A","metadata":"# + String(repeating: opening, count: 10_000)
            let answer = try emulator.client().send(.POST, "/customers", body: Array(body.utf8))
            expect(answer, refuses: 400, "invalid_request")
            #expect(try emulator.client().get("/me").status == 200)
        }
    }

    @Test(arguments: ["[]", "[{}]", "null", "true", "5", #""text""#])
    func `a request body must be a JSON object`(body: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(.POST, "/customers", body: Array(body.utf8))
            expect(answer, refuses: 400, "invalid_request")
            #expect(answer.message == "The request body must be a JSON object.")
        }
    }

    @Test func `a missing body counts as an empty object`() async throws {
        try await withEmulator { emulator in
            expect(
                try emulator.client().post("/customers"),
                refuses: 400,
                "missing_required_field",
                param: "name"
            )
        }
    }

    @Test func `a body may have a byte order mark and escapes`() async throws {
        try await withEmulator { emulator in
            let body: [UInt8] = [0xEF, 0xBB, 0xBF] + Array(#" {"na\u006de":"\ud83d\ude00 \u00e9"} "#.utf8)
            let answer = try emulator.client().send(.POST, "/customers", body: body)
            #expect(answer.data["name"] == "😀 é")
        }
    }

    @Test func `metadata is answered as it was sent`() async throws {
        try await withEmulator { emulator in
            let metadata = #"{"z":1,"a":{"b":[1,2.5,true,null,"x/y"]},"empty":{},"big":9007199254740993,"neg":-0.5}"#
            let body = Array(#"{"name":"A","metadata":\#(metadata)}"#.utf8)
            let answer = try emulator.client().send(.POST, "/customers", body: body)
            #expect(answer.status == 201)
            #expect(String(decoding: answer.bytes, as: UTF8.self).contains("\"metadata\":" + metadata))
        }
    }
}
