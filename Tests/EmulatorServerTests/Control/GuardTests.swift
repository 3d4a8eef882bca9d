import Documents
import EmulatorServer
import EmulatorTesting
import HTTPServing
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

    @Test(arguments: [true, false])
    func `the API and the calls of the onboarding page answer every page under every Host`(
        isLoopback: Bool
    ) async throws {
        let headers: HTTPHeaders = [
            "Host": "evil.example", "Origin": "https://other.example", "Sec-Fetch-Site": "cross-site",
        ]
        try await withEmulator({ $0.isLoopback = isLoopback }) { emulator in
            #expect(try emulator.client().get("/me", headers: headers).status == 200)
            let invitation = try emulator.invite()
            #expect(try emulator.resolve(invitation.token, headers: headers).status == 200)
        }
    }

    @Test(arguments: [true, false])
    func `a server accepts the hosts that its configuration adds`(isLoopback: Bool) async throws {
        try await withEmulator { configuration in
            configuration.isLoopback = isLoopback
            configuration.allowedHosts = ["Mock.Example", "other.example:8080", "dotted.example."]
        } _: { emulator in
            for host in ["mock.example:9000", "MOCK.example", "other.example", "dotted.example", "mock.example."] {
                let answer = try emulator.control().get("/__admin/health", headers: ["Host": host])
                #expect(answer.status == 200, "\(host)")
            }
            for host in ["example", "x.mock.example", "mock.example.evil.example"] where isLoopback || host != "example"
            {
                expectProblem(
                    try emulator.control().get("/__admin/health", headers: ["Host": host]),
                    403,
                    "forbidden_origin"
                )
            }
        }
    }

    /// A browser turns a number such as 2130706433 into 127.0.0.1 before it sends it, so no page has such a host.
    @Test(arguments: [
        "localhost:8080", "LocalHost", "localhost.", "a.localhost", "mock", "mock:8080", "MOCK.", "my_mock",
        "host.docker.internal:8080", "mock.local", "mock.internal", "mock.test", "a.b.test.", "127.0.0.1:8080",
        "192.168.1.5", "192.168.1.5:8080", "8.8.8.8", "0.0.0.0:8080", "[::1]:8080", "[2001:db8::1]",
        "api.kirimdev.com", "app.kirimdev.com:443", "media.kirimdev.com", "2130706433", "",
    ])
    func `a server that is not on loopback accepts addresses, local names and the vendor as its Host`(
        host: String
    ) async throws {
        try await withEmulator({ $0.isLoopback = false }) { emulator in
            let answer = try emulator.control().get("/__admin/health", headers: ["Host": host])
            #expect(answer.status == 200)
        }
    }

    /// `127.1` and `0x7f.1` are other forms of 127.0.0.1, which browsers rewrite, too; here they are names with a dot.
    @Test(arguments: [
        "evil.example", "evil.example:8080", "EVIL.EXAMPLE", "evil.example.", "evil.test.example.com",
        "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1.evil.example:8080", "evil.mylocal", "a.tests",
        "kirimdev.com", "api.kirimdev.com.evil.example", "0x7f.1", "127.1", "256.0.0.1", "1.2.3.4.5",
        "mock:99999",
    ])
    func `a server that is not on loopback refuses a Host that looks public`(host: String) async throws {
        try await withEmulator({ $0.isLoopback = false }) { emulator in
            for headers: HTTPHeaders in [["Host": host], ["Host": host, "Origin": "http://\(host)"]] {
                let answer = try emulator.control().post("/__admin/reset", headers: headers)
                expectProblem(answer, 403, "forbidden_origin")
            }
        }
    }

    @Test func `a refused Host is named together with the flag that allows it`() async throws {
        for isLoopback in [true, false] {
            try await withEmulator({ $0.isLoopback = isLoopback }) { emulator in
                let answer = try emulator.control().get("/__admin/health", headers: ["Host": "Mock.Example.com:8080"])
                let detail = try #require(answer.json["detail"]?.string)
                #expect(detail.contains("`mock.example.com`"))
                #expect(detail.contains("--allow-host mock.example.com"))
            }
        }
    }

    @Test func `the host of the public URL is accepted unless the server is on loopback`() async throws {
        for (isLoopback, status) in [(true, 403), (false, 200)] {
            try await withEmulator { configuration in
                configuration.isLoopback = isLoopback
                configuration.publicURL = "https://mock.example:8443/base"
            } _: { emulator in
                let answer = try emulator.control().get("/__admin/health", headers: ["Host": "mock.example"])
                #expect(answer.status == status)
            }
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

    // MARK: Order

    @Test func `a foreign page is refused before the token, the path, the method and the body are checked`()
        async throws
    {
        try await withEmulator({ $0.adminToken = "secret" }) { emulator in
            let foreign: HTTPHeaders = ["Origin": "https://evil.test"]
            let attempts: [(HTTPMethod, String, Request.Body)] = [
                (.GET, "/__admin/sandboxes", .complete([])), (.GET, "/__admin/nonsense", .complete([])),
                (.PROPPATCH, "/__admin/reset", .complete([])), (.POST, "/__admin/reset", .complete(Array("{".utf8))),
                (.POST, "/__admin/reset", .tooLarge(limit: 1)), (.POST, "/__admin/reset", .unsupportedCoding("br")),
                (.POST, "/api/accounts/1/assign", .tooLarge(limit: 1)), (.GET, "/api/accounts/nonsense", .complete([])),
            ]
            for (method, path, body) in attempts {
                let answer = try emulator.control().send(method, path, content: body, headers: foreign)
                expectProblem(answer, 403, "forbidden_origin")
            }
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
