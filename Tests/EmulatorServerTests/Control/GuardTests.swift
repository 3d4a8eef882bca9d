import Documents
import EmulatorServer
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Testing

@Suite struct GuardTests {
    // MARK: Host

    @Test(arguments: [
        "localhost", "localhost:8080", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:8080", "127.1.2.3:1", "[::1]",
        "[::1]:8080",
        "mock.localhost", "mock.localhost:8080", "api.kirimdev.com", "app.kirimdev.com:443", "media.kirimdev.com",
    ])
    func `a control request may name this machine or the vendor as its Host`(host: String) async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.control().get("/__admin/sandboxes", headers: ["Host": host]).status == 200)
        }
    }

    @Test(arguments: [
        "evil.test", "evil.test:8080", "localhost.evil.test", "127.0.0.1.evil.test", "128.0.0.1", "10.0.0.1:8080", "",
        "127.0.0.256", "127.0.0", "[::2]", "notlocalhost", "kirimdev.com", "127.0.0.1@evil.test",
    ])
    func `a loopback server refuses control requests with any other Host`(host: String) async throws {
        try await withEmulator { emulator in
            let paths = ["/__admin/sandboxes", "/__admin/health", "/__admin/requests", "/__admin/nonsense"]
            for path in paths {
                expectProblem(
                    try emulator.control().get(path, headers: ["Host": host]),
                    403,
                    "forbidden_origin"
                )
            }
            let reset = try emulator.control().post("/__admin/reset", headers: ["Host": host])
            expectProblem(reset, 403, "forbidden_origin")
        }
    }

    @Test func `the API answers under any Host and Origin`() async throws {
        try await withEmulator { emulator throws in
            let headers: HTTPHeaders = ["Host": "evil.test", "Origin": "https://evil.test"]
            #expect(try emulator.client().get("/me", headers: headers).status == 200)
        }
    }

    @Test func `a server accepts the hosts that its configuration adds`() async throws {
        try await withEmulator({ $0.allowedHosts = ["Mock.Test"] }) { emulator in
            #expect(try emulator.control().get("/__admin/health", headers: ["Host": "mock.test:9000"]).status == 200)
            expectProblem(
                try emulator.control().get("/__admin/health", headers: ["Host": "other.test"]),
                403,
                "forbidden_origin"
            )
        }
    }

    @Test func `a server that is not on loopback accepts any Host`() async throws {
        try await withEmulator({ $0.isLoopback = false }) { emulator throws in
            #expect(try emulator.control().get("/__admin/health", headers: ["Host": "mock:8080"]).status == 200)
        }
    }

    // MARK: Origin

    @Test(arguments: [
        "https://evil.test", "http://localhost", "http://localhost:3000", "null", "", "http://localhost:8080.evil.test",
    ])
    func `a control request with a foreign Origin is refused`(origin: String) async throws {
        try await withEmulator { emulator in
            expectProblem(
                try emulator.control().post("/__admin/reset", headers: ["Origin": origin]),
                403,
                "forbidden_origin"
            )
        }
    }

    @Test(arguments: ["http://localhost:8080", "https://localhost:8080", "HTTP://LocalHost:8080"])
    func `a control request with the server's own Origin is accepted`(origin: String) async throws {
        try await withEmulator { emulator throws in
            #expect(try emulator.control().post("/__admin/reset", headers: ["Origin": origin]).status == 200)
        }
    }

    @Test(arguments: ["https://mock.test", "https://mock.test/", "https://MOCK.test/base"])
    func `a control request with the Origin of the public URL is accepted`(publicURL: String) async throws {
        try await withEmulator({ $0.publicURL = publicURL }) { emulator in
            let own = try emulator.control().get("/__admin/health", headers: ["Origin": "https://mock.test"])
            #expect(own.status == 200)
            let plain = try emulator.control().get("/__admin/health", headers: ["Origin": "http://mock.test"])
            expectProblem(plain, 403, "forbidden_origin")
        }
    }

    @Test func `a server that is not on loopback refuses a foreign Origin, too`() async throws {
        try await withEmulator({ $0.isLoopback = false }) { emulator in
            let answer = try emulator.control().get(
                "/__admin/health",
                headers: ["Host": "mock:8080", "Origin": "https://evil.test"]
            )
            expectProblem(answer, 403, "forbidden_origin")
        }
    }

    // MARK: Token

    @Test(
        arguments: [
            (nil, 401), ("", 401), ("wrong", 401), ("secret ", 401), ("Secret", 401), ("secret", 200),
        ] as [(String?, Int)]
    )
    func `control requests need the admin token when one is set`(token: String?, status: Int) async throws {
        try await withEmulator({ $0.adminToken = "secret" }) { emulator in
            let headers: HTTPHeaders = token.map { ["X-Mock-Admin-Token": $0] } ?? [:]
            let answer = try emulator.control().get("/__admin/sandboxes", headers: headers)
            if status == 200 {
                #expect(answer.status == 200)
            } else {
                expectProblem(answer, 401, "unauthorized")
            }
            #expect(try emulator.control().get("/livez").status == 200)
            #expect(try emulator.client().get("/me").status == 200)
        }
    }
}
