import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

/// Expects an error of the API.
func expect(
    _ answer: TestResponse,
    refuses status: Int,
    _ code: String,
    param: String? = nil,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    #expect(answer.status == status, sourceLocation: sourceLocation)
    #expect(answer.code == code, sourceLocation: sourceLocation)
    #expect(answer.param == param, sourceLocation: sourceLocation)
    #expect(answer.headers["X-Mock-Error"] == [], sourceLocation: sourceLocation)
}

/// Expects an error of the emulator itself, an RFC 9457 problem.
func expectProblem(
    _ answer: TestResponse,
    _ status: Int,
    _ code: String,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
) {
    #expect(answer.status == status, sourceLocation: sourceLocation)
    #expect(answer.headers["Content-Type"] == ["application/problem+json"], sourceLocation: sourceLocation)
    #expect(answer.headers["X-Mock-Error"] == [code], sourceLocation: sourceLocation)
    #expect(answer.json["type"] == "about:blank", sourceLocation: sourceLocation)
    #expect(answer.json["status"] == .integer(status), sourceLocation: sourceLocation)
    #expect(answer.json["code"] == .string(code), sourceLocation: sourceLocation)
    #expect(answer.json["detail"]?.string?.isEmpty == false, sourceLocation: sourceLocation)
}
