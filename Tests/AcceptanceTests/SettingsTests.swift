import Documents
import EmulatorTesting
import Testing

@Suite(.timeLimit(.minutes(15)))
struct SettingsTests {
    @Test func `the flag --version prints the version that the ready line names`() async throws {
        let finished = try await runMock("--version")
        #expect(finished.status == 0)
        let version = try #require(finished.lines.first)
        try await withMock { mock in
            #expect(mock.readyLine.hasPrefix("kirimdev-mock \(version) ready at "))
        }
    }

    @Test func `the help of serve and the readme list the same flags`() async throws {
        let readme = try SourceTree.text("README.md")
        let rows = readme.split(separator: "\n").filter { $0.hasPrefix("| `--") }
        let described = rows.flatMap { row in
            let cell = row.dropFirst().prefix { $0 != "|" }
            return cell.matches(of: /--[a-z-]+/).map { String($0.0) }
        }
        let help = try await runMock("serve", "--help")
        #expect(help.status == 0)
        let offered = help.lines.compactMap { line in
            line.prefixMatch(of: /\s\s(?:-h, )?(--[a-z-]+)/).map { String($0.1) }
        }
        #expect(Set(offered) == Set(described + ["--help", "--version"]))
    }

    @Test func `the help names the commands and the exit statuses`() async throws {
        let finished = try await runMock("--help")
        #expect(finished.status == 0)
        let text = finished.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        for part in [
            "serve (default)", "check", "schema", "healthcheck",
            "0 normal end, 1 a test or a check failed, 2 a setting or a scenario is wrong, 3 the contract is broken",
            "4 the port is in use, 64 a flag is wrong.",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test func `environment variables set the public URL and the admin token`() async throws {
        let variables = ["KIRIMDEV_MOCK_PUBLIC_URL": "https://mock.example", "KIRIMDEV_MOCK_ADMIN_TOKEN": "hush"]
        try await withMock(environment: variables) { mock in
            let url = try await Self.setupURL(mock)
            #expect(url.hasPrefix("https://mock.example/"))
            let refused = try await mock.root.post("/__admin/reset")
            #expect(refused.status == 401)
        }
    }

    @Test(arguments: [(["--read-only-ui"], "0"), ([], "1")])
    func `a flag or an environment variable lets the pages only read`(flags: [String], variable: String) async throws {
        try await withMock(flags, environment: ["KIRIMDEV_MOCK_READ_ONLY_UI": variable]) { mock in
            let page = MockClient(baseURL: mock.url, key: nil, headers: [("Origin", mock.url)])
            let refused = try await page.post("/__admin/reset")
            #expect(refused.header("X-Mock-Error") == "read_only_ui")
            let done = try await mock.root.post("/__admin/reset")
            #expect(done.status == 200)
        }
    }

    @Test func `a flag takes precedence over its environment variable`() async throws {
        let variables = ["KIRIMDEV_MOCK_PUBLIC_URL": "https://variable.example", "KIRIMDEV_MOCK_PORT": "1"]
        try await withMock(["--public-url", "https://flag.example/"], environment: variables) { mock in
            #expect(mock.port != 1)
            let url = try await Self.setupURL(mock)
            #expect(url.hasPrefix("https://flag.example/"))
        }
    }

    @Test func `an empty environment variable counts as absent`() async throws {
        try await withMock(environment: ["KIRIMDEV_MOCK_SEED": "", "KIRIMDEV_MOCK_QUIET": ""]) { mock in
            let answer = try await mock.client().get("/me")
            #expect(answer.status == 200)
            _ = try await mock.output.line("the line of the request") { $0.hasPrefix("GET /v1/me 200 ") }
        }
    }

    @Test func `setup links lead to the host of the request when no public URL is set`() async throws {
        try await withMock { mock in
            let url = try await Self.setupURL(mock)
            #expect(url.hasPrefix(mock.url + "/"))
        }
    }

    @Test func `the least recently used sandbox is evicted above the limit, and a reset restores it`() async throws {
        try await withMock(["--max-sandboxes", "2"]) { mock in
            for key in ["kdv_test_one", "kdv_test_two", "kdv_test_three"] {
                let answer = try await mock.client(key).get("/me")
                #expect(answer.status == 200)
            }
            let evicted = try await mock.client("kdv_test_one").get("/me")
            #expect(evicted.status == 410)
            #expect(evicted.header("X-Mock-Error") == "sandbox_evicted")
            let reset = try await mock.client("kdv_test_one", basePath: "").post("/__admin/reset")
            #expect(reset.status == 200)
            let back = try await mock.client("kdv_test_one").get("/me")
            #expect(back.status == 200)
        }
    }

    /// The URL of a new setup link.
    private static func setupURL(_ mock: MockProcess) async throws -> String {
        let client = mock.client()
        let customer = try #require(try await client.post("/customers", ["name": "Acme"]).data["id"]?.string)
        let link = try await client.post("/customers/\(customer)/setup_links", ["expires_in_hours": 24])
        return try #require(link.data["setup_url"]?.string)
    }
}
