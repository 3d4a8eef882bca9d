import Documents
import Foundation
import Testing

/// Unusual but possible HTTP requests, from the socket to the response.
@Suite(.timeLimit(.minutes(15)))
struct WireTests {
    /// `{"name": "Acme"}`, compressed by gzip, as Base64.
    private static let packed = "H4sIAAAAAAACA6tWykvMTVWyUlByTAbStQCyuDsPEAAAAA=="

    private static func post(_ body: [UInt8], _ fields: [String]) -> [UInt8] {
        HostileInputTests.head(
            "POST /v1/customers",
            ["Content-Type: application/json", "Content-Length: \(body.count)"] + fields
        ) + body
    }

    @Test func `a gzip request body creates the customer, a damaged one or another coding is refused`() async throws {
        let packed = Array(try #require(Data(base64Encoded: Self.packed)))
        try await withSurvivingMock { mock in
            let created = try await mock.answer(to: Self.post(packed, ["Content-Encoding: gzip"]))
            #expect(created?.status == 201)
            #expect(created?.data["name"] == "Acme")
            let damaged = try await mock.answer(to: Self.post(packed.dropLast(9), ["Content-Encoding: gzip"]))
            #expect(damaged?.status == 400)
            #expect(damaged?.code == "invalid_request")
            let unknown = try await mock.answer(to: Self.post(packed, ["Content-Encoding: br"]))
            #expect(unknown?.status == 415)
            #expect(unknown?.code == "unsupported_media_type")
            #expect(unknown?.header("Accept-Encoding") == "gzip, identity")
        }
    }

    @Test func `blanks around an idempotency key are ignored`() async throws {
        try await withSurvivingMock { mock in
            let ids = Collected<String>()
            for key in ["k1", "k1 ", "k1\t", "  k1 \t "] {
                let body = Array(#"{"name": "Acme"}"#.utf8)
                let answer = try await mock.answer(to: Self.post(body, ["Idempotency-Key:\(key)"]))
                #expect(answer?.status == 201)
                await ids.add(answer?.data["id"]?.string ?? "")
            }
            let all = await ids.values
            #expect(all.count == 4)
            #expect(Set(all).count == 1)
        }
    }

    @Test(arguments: [
        ("Authorization: Bearer kdv_test_other", "Authorization"), ("Content-Type: text/plain", "Content-Type"),
        ("Idempotency-Key: a\r\nIdempotency-Key: b", "Idempotency-Key"), ("Host: elsewhere", "Host"),
    ])
    func `a request with a repeated or contradictory header field is refused with 400`(
        lines: String,
        name: String
    ) async throws {
        try await withSurvivingMock { mock in
            let answer = try await mock.answer(to: Self.post(Array(#"{"name": "Acme"}"#.utf8), [lines]))
            #expect(answer?.status == 400)
            #expect(answer?.text.contains(name) == true)
            let list = try await mock.client().get("/customers")
            #expect(list.data == [])
        }
    }

    @Test func `a request without Host is served over HTTP 1_0 and refused over HTTP 1_1`() async throws {
        try await withSurvivingMock { mock in
            let old = try await mock.answer(to: "GET /v1/me HTTP/1.0\r\nAuthorization: Bearer kdv_test_a\r\n\r\n")
            #expect(old?.status == 200)
            let new = try await mock.answer(to: "GET /v1/me HTTP/1.1\r\nAuthorization: Bearer kdv_test_a\r\n\r\n")
            #expect(new?.status == 400)
        }
    }
}
