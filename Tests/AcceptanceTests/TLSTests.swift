import Documents
import Foundation
import NIOSSL
import Testing

@Suite(.timeLimit(.minutes(15)))
struct TLSTests {
    @Test(arguments: ["127.0.0.1", "localhost"])
    func `https is served beside http, with a certificate that the written CA has signed`(host: String) async throws {
        try await withSecureMock { mock, authority, _ in
            let port = try #require(mock.securePort)
            let base = "https://\(host):\(port)/v1"
            let trusting = MockClient(baseURL: base, key: "kdv_test_local", authority: authority)
            let secure = try await trusting.get("/me")
            #expect(secure.status == 200)
            let plain = try await mock.client().get("/me")
            #expect(plain.status == 200)
            #expect(secure.data == plain.data)
        }
    }

    @Test func `the TLS handshake fails for a client that does not trust the CA`() async throws {
        try await withSecureMock { mock, _, _ in
            let port = try #require(mock.securePort)
            let stranger = MockClient(baseURL: "https://localhost:\(port)/v1", key: "kdv_test_local")
            let error = await #expect(throws: NIOSSLError.self) { try await stranger.get("/me") }
            guard case .handshakeFailed = error else {
                Issue.record("the certificate should be the reason: \(String(describing: error))")
                return
            }
            let plain = try await mock.client().get("/me")
            #expect(plain.status == 200)
        }
    }

    @Test func `the control API returns the CA that --tls-ca-out wrote`() async throws {
        try await withSecureMock { mock, authority, file in
            let written = try String(contentsOfFile: file, encoding: .utf8)
            #expect(written.hasPrefix("-----BEGIN CERTIFICATE-----\n"))
            let plain = try await mock.root.get("/__admin/tls/ca.pem")
            #expect(plain.status == 200)
            #expect(plain.text == written)
            let port = try #require(mock.securePort)
            let trusting = MockClient(baseURL: "https://localhost:\(port)", key: nil, authority: authority)
            let secure = try await trusting.get("/__admin/tls/ca.pem")
            #expect(secure.text == written)
        }
    }

    @Test func `setup links start with https when the request came over https`() async throws {
        try await withSecureMock { mock, authority, _ in
            let base = "https://localhost:\(try #require(mock.securePort))"
            let client = MockClient(baseURL: base + "/v1", key: "kdv_test_local", authority: authority)
            let customer = try #require(try await client.post("/customers", ["name": "Acme"]).data["id"]?.string)
            let link = try await client.post("/customers/\(customer)/setup_links", ["expires_in_hours": 24])
            #expect(link.data["setup_url"]?.string?.hasPrefix(base + "/") == true)
        }
    }

    /// A second emulator is the receiver, because it answers 200 to any JSON at `/__admin/scenarios/check`.
    @Test(arguments: [true, false])
    func `webhooks reach an https receiver only if the scenario names the CA of its certificate`(
        isNamed: Bool
    ) async throws {
        try await withSecureMock { receiver, _, authority in
            let port = try #require(receiver.securePort)
            let scenario = """
                version: 1
                webhooks: { retries: none\(isNamed ? ", tls_ca: ca.pem" : "") }
                webhook_subscriptions:
                  - { url: "https://localhost:\(port)/__admin/scenarios/check", events: ["*"] }
                """
            let file = authority.replacing("ca.pem", with: "scenario.yaml")
            try scenario.write(toFile: file, atomically: true, encoding: .utf8)
            try await withMock(["--scenario", file]) { mock in
                let created = try await mock.client().post("/customers", ["name": "Acme"])
                #expect(created.status == 201)
                let advanced = try await mock.root.post("/__admin/clock/advance", ["by": "1s"])
                #expect(advanced.status == 200)
                let rows = try await mock.root.get("/__admin/webhooks/deliveries").data
                let id = try #require(rows[0]?["id"]?.string)
                let delivery = try await mock.root.get("/__admin/webhooks/deliveries/\(id)").json
                #expect(delivery["status"] == (isNamed ? "delivered" : "dead"))
                #expect(delivery["attempt_log"]?[0]?["error"] == (isNamed ? .null : "tls"))
            }
        }
    }

    @Test func `the CA path of the control API gets 404 when the server runs without --tls`() async throws {
        try await withMock { mock in
            #expect(mock.securePort == nil)
            let answer = try await mock.root.get("/__admin/tls/ca.pem")
            #expect(answer.status == 404)
            #expect(answer.header("X-Mock-Error") == "not_found")
        }
    }

    private static func file(_ folder: String) -> String { folder + "/ca.pem" }

    /// Serves http and https, and gives `body` the certificate of the CA and the path of its file.
    private func withSecureMock(
        _ body: @Sendable (MockProcess, String, String) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let arguments = ["--tls", "0", "--tls-ca-out", Self.file(folder)]
            try await withMock(arguments) { mock in
                let authority = try String(contentsOfFile: Self.file(folder), encoding: .utf8)
                try await body(mock, authority, Self.file(folder))
            }
        }
    }
}
