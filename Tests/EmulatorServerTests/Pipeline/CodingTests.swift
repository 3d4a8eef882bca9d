import Documents
import EmulatorTesting
import HTTPServing
import NIOHTTP1
import Testing

/// Request bodies that the server could not decode.
@Suite struct CodingTests {
    @Test func `an unknown content coding is refused with those that are known`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(.POST, "/customers", content: .unsupportedCoding("br"))
            expect(answer, refuses: 415, "unsupported_media_type")
            #expect(answer.headers["Accept-Encoding"] == ["gzip, identity"])
            #expect(answer.message?.contains(" br ") == true)
            #expect(answer.headers["X-RateLimit-Limit"] != [])
        }
    }

    @Test func `a damaged gzip body is refused with the reason`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(.POST, "/customers", content: .undecodable("it ends too early"))
            expect(answer, refuses: 400, "invalid_request")
            #expect(answer.message == "The request body is not valid gzip: it ends too early.")
        }
    }

    @Test(arguments: [Request.Body.unsupportedCoding("br"), .undecodable("it is damaged")])
    func `a GET request ignores a body that cannot be decoded`(body: Request.Body) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client().send(.GET, "/me", content: body)
            #expect(answer.status == 200)
            let control = try emulator.control().send(.GET, "/__admin/sandboxes", content: body)
            #expect(control.status == 200)
        }
    }

    @Test(arguments: [Request.Body.unsupportedCoding("br"), .undecodable("it is damaged")])
    func `the key is checked before the content coding`(body: Request.Body) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client(nil).send(.POST, "/customers", content: body)
            expect(answer, refuses: 401, "missing_api_key")
        }
    }

    @Test func `the control API refuses a body that cannot be decoded with a problem`() async throws {
        try await withEmulator { emulator in
            let unknown = try emulator.control().send(.POST, "/__admin/reset", content: .unsupportedCoding("br"))
            expectProblem(unknown, 415, "unsupported_coding")
            #expect(unknown.headers["Accept-Encoding"] == ["gzip, identity"])
            let damaged = try emulator.control().send(.POST, "/__admin/reset", content: .undecodable("it is damaged"))
            expectProblem(damaged, 400, "invalid_body")
        }
    }
}
