import Contract
import Documents
import EmulatorCore
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct ControlRoutingTests {
    @Test(arguments: ["/__admin", "/__admin/", "/__admin/nonsense", "/__admin/requests/1/2"])
    func `an unknown control path is answered with a problem`(path: String) async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control().get(path), 404, "not_found")
        }
    }

    @Test(arguments: ["/__adminx", "/__admi", "/livez/x", "/livezx", "/readyz/x", "/llms.txt/x", "/llms.txtx"])
    func `a path that only resembles a control path is an unknown route of the API`(path: String) async throws {
        try await withEmulator { emulator in
            expect(try emulator.control().get(path), refuses: 404, "resource_not_found")
        }
    }

    @Test(arguments: ["/livez/", "/readyz/", "/livez?x=1", "/__admin/health?x=/v1/me"])
    func `a control path may have a trailing slash or a query`(path: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().get(path)
            #expect(answer.json["status"] == "ok")
        }
    }

    @Test func `the extensions of control operations have known values`() {
        for operation in ControlContract.contract.operations {
            if let body = operation.extensions["x-body"] {
                #expect(["json", "text", "world", "fault_rule"].contains(body.string), "\(operation.id)")
            }
            if let access = operation.extensions["x-access"] {
                #expect(["page", "entry", "open"].contains(access.string), "\(operation.id)")
            }
            if let reset = operation.extensions["x-reset"] { #expect(reset.bool != nil, "\(operation.id)") }
            if let none = operation.extensions["x-none"] { #expect(none == true, "\(operation.id)") }
            if let recorded = operation.extensions["x-recorded"] { #expect(recorded == true, "\(operation.id)") }
        }
    }

    /// `/` and `/customers` are paths of the API, except for a request that opens a page.
    @Test(
        arguments: ControlContract.contract.operations.map(\.fullPath).filter {
            $0 != "/" && !$0.hasPrefix("/customers")
        }
    )
    func `a path in control.yaml is not an unknown route of the API`(path: String) async throws {
        try await withEmulator { emulator in
            let path = path.replacing(/\{[^}]+}/, with: "x")
            let answer = try emulator.rootClient().send(.PROPPATCH, path)
            #expect(answer.status == 405)
        }
    }

    @Test(arguments: [
        (HTTPMethod.DELETE, "/__admin/reset", "POST"), (.GET, "/__admin/reset", "POST"),
        (.PUT, "/__admin/organization", "GET, HEAD, PATCH"), (.POST, "/livez", "GET, HEAD"),
        (.POST, "/__admin/requests", "DELETE, GET, HEAD"), (.GET, "/__admin/sandboxes/sbx_x", "DELETE"),
    ])
    func `a 405 response lists the allowed methods`(method: HTTPMethod, path: String, allow: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().send(method, path)
            expectProblem(answer, 405, "method_not_allowed")
            #expect(answer.headers["Allow"] == [allow])
        }
    }

    @Test func `a control request may use double slashes, HEAD or an absolute URL`() async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.control().get("/__admin//health/").status == 200)
            #expect(try emulator.control().send(.HEAD, "/__admin/health").status == 200)
            #expect(try emulator.rootClient().get("http://localhost:8080/__admin/health").status == 200)
        }
    }

    @Test(arguments: ["{", "nonsense", "[1", "{\"a\":1,\"a\":2}", "\u{ff}\u{0}"])
    func `a body that is not JSON is refused with line and column`(body: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().send(.POST, "/__admin/reset", body: Array(body.utf8))
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["detail"]?.string?.contains("line 1, column") == true)
        }
    }

    @Test(arguments: [("/__admin/reset", 200), ("/__admin/sandboxes", 201), ("/__admin/scenarios/default/load", 200)])
    func `an empty array counts as an empty object, as PHP writes it`(path: String, status: Int) async throws {
        try await withEmulator { emulator in
            for body in ["{}", "[]", " [ ] "] {
                let answer = try emulator.control(usualKey).send(.POST, path, body: Array(body.utf8))
                #expect(answer.status == status, "\(answer.json)")
            }
        }
    }

    @Test func `an empty array is refused when a member is required`() async throws {
        try await withEmulator { emulator in
            for (method, path) in [(HTTPMethod.PATCH, "/__admin/organization"), (.PUT, "/__admin/clock")] {
                let answer = try emulator.control(usualKey).send(method, path, body: Array("[]".utf8))
                expectProblem(answer, 400, "invalid_body")
                #expect(answer.json["detail"]?.string?.contains("must be an object") == true, "\(answer.json)")
            }
        }
    }

    @Test(arguments: ["[1]", "5", "null", #""text""#])
    func `a request body must be a JSON object`(body: String) async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().send(.POST, "/__admin/reset", body: Array(body.utf8))
            expectProblem(answer, 400, "invalid_body")
        }
    }

    @Test func `a body over 256 MiB is too large`() async throws {
        try await withEmulator { emulator in
            let answer = try emulator.control().sendOversized(.POST, "/__admin/reset")
            expectProblem(answer, 413, "too_large")
            #expect(answer.json["detail"] == "The body exceeds 256 MiB.")
        }
    }

    @Test(arguments: ["/__admin/requests?sandbox=sbx_nobody", "/__admin/organization?sandbox=nonsense"])
    func `an unknown sandbox is answered with a problem`(path: String) async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control().get(path), 404, "unknown_sandbox")
        }
    }

    @Test(arguments: ["garbage", "kdv_live_", "sk_live_x"])
    func `a key that can have no sandbox is answered with a problem`(key: String) async throws {
        try await withEmulator { emulator in
            expectProblem(try emulator.control(key).get("/__admin/organization"), 404, "unknown_sandbox")
            expectProblem(
                try emulator.control().get("/__admin/organization?api_key=\(key)"),
                404,
                "unknown_sandbox"
            )
        }
    }

    @Test func `header, api_key and sandbox name the same world`() async throws {
        try await withEmulator { emulator in
            try emulator.configure(["name": "Mine"])
            let id = try #require(try emulator.control(usualKey).get("/__admin/sandboxes").data[0]?["id"]?.string)
            let answers = [
                try emulator.control(usualKey).get("/__admin/organization"),
                try emulator.control().get("/__admin/organization?api_key=kdv_test_a"),
                try emulator.control().get("/__admin/organization?sandbox=\(id)"),
                try emulator.control(otherKey).get("/__admin/organization?sandbox=\(id)"),
                try emulator.control(otherKey).get("/__admin/organization?api_key=kdv_test_a"),
            ]
            #expect(Set(answers.map(\.bytes)).count == 1)
            #expect(answers[0].json["name"] == "Mine")
        }
    }

    @Test func `an expired or revoked key still names its world`() async throws {
        try await withEmulator { emulator in
            for status in ["expired", "revoked"] {
                try emulator.configure(["api_keys": [["key": "kdv_test_a", "status": .string(status)]]])
                #expect(try emulator.client().get("/me").status == 401)
                let organization = try emulator.control(usualKey).get("/__admin/organization")
                #expect(organization.json["api_keys"] == [["key_last4": "st_a", "status": .string(status)]])
            }
        }
    }

    @Test func `requests about the whole server create no sandbox for their key`() async throws {
        try await withEmulator { emulator in
            let client = emulator.control("kdv_test_bystander")
            for path in ["/__admin/health", "/livez", "/__admin/contract.yaml"] {
                #expect(try client.get(path).status == 200)
            }
            #expect(try emulator.control("garbage").get("/__admin/health").status == 200)
            let minted = try client.post("/__admin/sandboxes", ["api_key": "kdv_test_new"])
            #expect(minted.status == 201)
            #expect(emulator.application.registry.sandboxes.map(\.key) == ["kdv_test_new"])
        }
    }
}
