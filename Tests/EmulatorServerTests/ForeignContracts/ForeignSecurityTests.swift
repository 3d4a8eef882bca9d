import Documents
import EmulatorServer
import EmulatorTesting
import FoundationEssentials
import NIOHTTP1
import Testing

/// API keys are read where a contract declares them.
@Suite struct ForeignSecurityTests {
    private static let text =
        ForeignContract.header + """
            paths:
              /header: { get: { security: [{ header: [] }], responses: { '200': { description: ok } } } }
              /query: { get: { security: [{ query: [] }], responses: { '200': { description: ok } } } }
              /cookie: { get: { security: [{ cookie: [] }], responses: { '200': { description: ok } } } }
              /basic: { get: { security: [{ basic: [] }], responses: { '200': { description: ok } } } }
              /token: { get: { security: [{ token: [] }], responses: { '200': { description: ok } } } }
              /oauth: { get: { security: [{ oauth: [read] }], responses: { '200': { description: ok } } } }
              /alias: { get: { security: [{ alias: [] }], responses: { '200': { description: ok } } } }
              /either: { get: { security: [{ header: [] }, { bearer: [] }], responses: { '200': { description: ok } } } }
              /both: { get: { security: [{ header: [], bearer: [] }], responses: { '200': { description: ok } } } }
              /certificate: { get: { security: [{ mtls: [] }], responses: { '200': { description: ok } } } }
              /optional: { get: { security: [{ header: [] }, {}], responses: { '200': { description: ok } } } }
            components:
              securitySchemes:
                header: { type: apiKey, in: header, name: X-API-Key }
                query: { type: apiKey, in: query, name: api_key }
                cookie: { type: apiKey, in: cookie, name: sid }
                basic: { type: http, scheme: Basic }
                bearer: { type: http, scheme: bearer }
                token: { type: http, scheme: Token }
                oauth: { type: oauth2, flows: {} }
                alias: { $ref: '#/components/securitySchemes/header' }
                mtls: { type: mutualTLS }

            """
    private static let key = "kdv_test_strangers"
    private static let basic = "Basic " + Data("\(key):ignored".utf8).base64EncodedString()

    private func withForeignEmulator(_ body: (Emulator) async throws -> Void) async throws {
        try await withEmulator(contract: try ForeignContract.load(Self.text), body)
    }

    @Test(
        arguments: [
            ("/header", ["X-API-Key": key]), ("/query?api_key=\(key)", [:]), ("/cookie", ["Cookie": "a=b; sid=\(key)"]),
            ("/basic", ["Authorization": basic]), ("/token", ["Authorization": "Token \(key)"]),
            ("/oauth", ["Authorization": "Bearer \(key)"]), ("/alias", ["x-api-key": key]),
            ("/either", ["X-API-Key": key]), ("/either", ["Authorization": "bearer \(key)"]),
            ("/both", ["X-API-Key": key, "Authorization": "Bearer \(key)"]),
            ("/both", ["X-API-Key": "an application's id", "Authorization": "Bearer \(key)"]),
            ("/optional", ["X-API-Key": key]),
        ] as [(String, [String: String])]
    )
    func `a key in its declared place selects its world`(path: String, headers: [String: String]) async throws {
        try await withForeignEmulator { emulator in
            let answer = try emulator.client(nil).get(path, headers: HTTPHeaders(headers.map { ($0.key, $0.value) }))
            #expect(answer.status == 200)
            let rows = try emulator.control(Self.key).get("/__admin/requests").json["data"]?.array
            #expect(rows?.count == 1)
        }
    }

    @Test(
        arguments: [
            ("/header", ["Authorization": "Bearer \(key)"]), ("/query", ["api_key": key]),
            ("/cookie", ["Cookie": "id=\(key)"]),
            ("/basic", ["Authorization": "Basic ???"]), ("/basic", ["Authorization": "Bearer \(key)"]),
            ("/both", ["Authorization": "Bearer \(key)"]), ("/both", ["X-API-Key": key]),
            ("/header", ["X-API-Key": ""]),
            ("/oauth", [:]), ("/nowhere", [:]),
        ] as [(String, [String: String])]
    )
    func `a request without a key in the right place is refused`(path: String, headers: [String: String]) async throws {
        try await withForeignEmulator { emulator in
            let answer = try emulator.client(nil).get(path, headers: HTTPHeaders(headers.map { ($0.key, $0.value) }))
            #expect(answer.status == 401)
            #expect(answer.code == "missing_api_key")
        }
    }

    @Test func `a refusal says where the key must be sent`() async throws {
        try await withForeignEmulator { emulator in
            let answer = try emulator.client(nil).get("/either")
            let places = "the header X-API-Key, or in the header Authorization: Bearer"
            #expect(answer.json["error"]?["message"] == .string("Missing API key. Send it in \(places)."))
        }
    }

    @Test(arguments: ["/certificate", "/optional"])
    func `a request without a key passes where none is needed`(path: String) async throws {
        try await withForeignEmulator { emulator in
            let answer = try emulator.client(nil).get(path)
            #expect(answer.status == 200)
            #expect(emulator.application.facts.warnings.contains { $0.hasPrefix("mtls: client certificates") })
        }
    }

    @Test func `a text that is not an API key of the emulator is refused`() async throws {
        try await withForeignEmulator { emulator in
            let answer = try emulator.client(nil).get("/header", headers: ["X-API-Key": "secret"])
            #expect(answer.code == "invalid_api_key")
        }
    }

    @Test func `the journal masks credentials in headers and cookies`() async throws {
        try await withForeignEmulator { emulator in
            let headers: HTTPHeaders = [
                "X-API-Key": Self.key, "Cookie": "sid=secret; theme=dark", "X-Auth-Token": "secret",
            ]
            _ = try emulator.client(nil).get("/header", headers: headers)
            let answer = try emulator.control(Self.key).get("/__admin/requests/1")
            let shown = answer.json["request"]?["headers"]
            #expect(shown?["X-API-Key"] == "kdv_test_****gers")
            #expect(shown?["Cookie"] == "sid=****; theme=****")
            #expect(shown?["X-Auth-Token"] == "****")
        }
    }
}
