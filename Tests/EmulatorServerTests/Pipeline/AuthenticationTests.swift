import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct AuthenticationTests {
    @Test(
        arguments: [
            nil, "", "Basic a2R2X3Rlc3RfYTo=", "Bearer", "Bearer ", "Bearer    ", "kdv_test_a", "Token kdv_test_a",
            "Bearerkdv_test_a",
        ] as [String?]
    )
    func `a request without a bearer key is refused as missing_api_key`(header: String?) async throws {
        try await withEmulator { emulator in
            let headers: HTTPHeaders = header.map { ["Authorization": $0] } ?? [:]
            let answer = try emulator.client(nil).get("/me", headers: headers)
            expect(answer, refuses: 401, "missing_api_key")
            #expect(answer.json["error"]?["type"] == "authentication_error")
            #expect(answer.message == "No API key was sent. Use an Authorization: Bearer header.")
            #expect(answer.headers.first(name: "X-Request-Id") == answer.requestID)
        }
    }

    @Test(arguments: ["Bearer", "bearer", "BEARER", "bEaReR", "Bearer  "])
    func `the scheme Bearer is matched in any letter case`(scheme: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client(nil).get("/me", headers: ["Authorization": "\(scheme) kdv_test_a"])
            #expect(answer.status == 200)
        }
    }

    @Test(arguments: [
        "garbage", "kdv_live_", "kdv_test_", "kdv_prod_x", "KDV_LIVE_x", "kdv_live", "kc_live_x", "sk_live_x", "kdv_",
    ])
    func `a key of another form is refused as invalid_api_key`(key: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client(key).get("/me")
            expect(answer, refuses: 401, "invalid_api_key")
            #expect(answer.message?.contains("API key") == true)
            #expect(emulator.application.registry.sandboxes.isEmpty)
        }
    }

    @Test(arguments: ["kdv_live_x", "kdv_test_x", "kdv_live_TavbPKwIuqOr69ALEKLNennZ", "kdv_test_local"])
    func `any well-formed key has a world of its own`(key: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.client(key).get("/me")
            #expect(answer.status == 200)
            #expect(emulator.application.registry.sandboxes.map(\.key) == [key])
        }
    }

    @Test(
        arguments: [
            ("active", 200, nil), ("expired", 401, "expired_api_key"), ("revoked", 401, "revoked_api_key"),
        ] as [(String, Int, String?)]
    )
    func `a key has the status that the settings give it`(declared: String, status: Int, code: String?) async throws {
        try await withEmulator { emulator in
            try emulator.configure(["api_keys": [["key": "kdv_test_a", "status": .string(declared)]]])
            let answer = try emulator.client().get("/me")
            #expect(answer.status == status)
            #expect(answer.code == code)
        }
    }

    @Test func `a key is refused from the moment at which it expires`() async throws {
        try await withEmulator { emulator in
            try emulator.configure([
                "api_keys": [
                    ["key": "kdv_test_a", "expires_at": "2026-06-04T12:00:00+02:00"], ["key": "kdv_test_new"],
                ]
            ])
            expect(try emulator.client().get("/me"), refuses: 401, "expired_api_key")
            try emulator.configure(["api_keys": [["key": "kdv_test_a", "expires_at": "2026-06-04T10:00:01Z"]]])
            #expect(try emulator.client().get("/me").status == 200)
            emulator.clock.advance(by: .milliseconds(999))
            #expect(try emulator.client().get("/me").status == 200)
            emulator.clock.advance(by: .milliseconds(1))
            let answer = try emulator.client().get("/me")
            expect(answer, refuses: 401, "expired_api_key")
            #expect(answer.message == "This API key has expired.")
        }
    }

    @Test func `a world keeps its data when its keys are rotated`() async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            try emulator.configure(["api_keys": [["key": "kdv_test_a"], ["key": "kdv_test_new"]]])
            #expect(try emulator.client("kdv_test_new").get("/customers/\(id)").status == 200)
            try emulator.configure(["api_keys": [["key": "kdv_test_new"]]], key: "kdv_test_new")
            expect(try emulator.client().get("/me"), refuses: 401, "invalid_api_key")
            #expect(try emulator.client("kdv_test_new").get("/customers/\(id)").status == 200)
        }
    }

    // MARK: Routes and keys

    @Test(arguments: ["/", "", "/nonsense", "/customers/x/y/z", "/media", "//nonsense", "/onboard/csl_x", "/%zz"])
    func `an unknown path is answered with 404 only if the key is valid`(path: String) async throws {
        try await withEmulator { emulator in
            expect(try emulator.client(nil).get(path), refuses: 401, "missing_api_key")
            expect(try emulator.client("garbage").get(path), refuses: 401, "invalid_api_key")
            let answer = try emulator.client().get(path)
            expect(answer, refuses: 404, "resource_not_found")
            #expect(answer.message == "Unknown route: GET /v1\(path).")
        }
    }

    @Test(arguments: [
        (HTTPMethod.PUT, "/customers", "GET, HEAD, POST"), (.PATCH, "/customers", "GET, HEAD, POST"),
        (.POST, "/customers/cus_x", "DELETE, GET, HEAD, PATCH"), (.POST, "/me", "GET, HEAD"),
        (.GET, "/customers/cus_x/setup_links/csl_x", "DELETE, PATCH"), (.OPTIONS, "/me", "GET, HEAD"),
    ])
    func `a wrong method is answered with the allowed ones only if the key is valid`(
        method: HTTPMethod,
        path: String,
        allow: String
    ) async throws {
        try await withEmulator { emulator in
            expect(try emulator.client(nil).send(method, path), refuses: 401, "missing_api_key")
            let answer = try emulator.client().send(method, path)
            expect(answer, refuses: 405, "method_not_allowed")
            #expect(answer.headers["Allow"] == [allow])
            #expect(answer.message == "\(method) is not supported on this path.")
        }
    }

    @Test(arguments: ["/customers/", "//customers", "/customers//", "///customers", "/customers/?limit=1"])
    func `a path may have trailing and doubled slashes`(path: String) async throws {
        try await withEmulator { emulator in
            let id = try emulator.createCustomer()
            let answer = try emulator.client().get(path)
            #expect(answer.column("id") == [.string(id)])
            expect(try emulator.client(nil).get(path), refuses: 401, "missing_api_key")
        }
    }

    @Test(arguments: ["/", "/v2/customers", "/labels", "/v10", "/nonsense", "/favicon.ico"])
    func `a path outside the API is not found, with and without a key`(path: String) async throws {
        try await withEmulator { emulator in
            for key in [nil, usualKey] {
                let answer = try emulator.rootClient(key).get(path)
                expect(answer, refuses: 404, "resource_not_found")
            }
        }
    }

    @Test func `an absolute URL as request target is read as its path`() async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.rootClient(usualKey).get("http://localhost:8080/v1/me").status == 200)
            #expect(try emulator.rootClient(nil).get("http://localhost:8080/__admin/health").status == 200)
        }
    }
}
