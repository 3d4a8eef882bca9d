import Documents
import EmulatorTesting
import NIOHTTP1
import OrderedCollections
import Synchronization
import Testing

/// The command `test` with another emulator.
@Suite(.timeLimit(.minutes(15)))
struct TestTargetTests {
    @Test func `each file gets a sandbox with its own baseline, which is deleted at the end`() async throws {
        let seeded = """
            version: 1
            customers: [{ name: Seeded }]
            steps:
              - request: { operation: listCustomers }
                expect: { body: { data: [{ name: Seeded }] } }
              - request: { operation: createCustomer, body: { name: B } }
              - reset: {}
              - request: { operation: listCustomers }
                expect: { body: { data: [{ name: Seeded }] } }
            """
        try await withMock { mock in
            let files = ["all.yaml": StepFiles.all, "a.yaml": seeded, "b.yaml": seeded]
            let finished = try await runTest(files, ["--target", mock.url + "/v1"])
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            #expect(finished.output.contains("3 files (3 passed)"))
            #expect(try await mock.root.get("/__admin/sandboxes").data.array?.isEmpty == true)
        }
    }

    @Test func `sandboxes that keys in steps have created are deleted, and older ones are not`() async throws {
        let file = """
            version: 1
            steps:
              - request: { operation: createCustomer, body: { name: A }, api_key: kdv_test_older }
              - request: { operation: createCustomer, body: { name: A }, api_key: kdv_test_other }
              - request: { operation: getMe, headers: { Authorization: "Bearer kdv_test_third" } }
              - request: { operation: getMe, api_key: nothing }
                expect: { error: invalid_api_key }
            """
        try await withMock { mock in
            _ = try await mock.client("kdv_test_older").get("/me")
            let finished = try await runTest(["a.yaml": file, "b.yaml": file], ["--target", mock.url])
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            #expect(finished.errors == "")
            let rows = try #require(try await mock.root.get("/__admin/sandboxes").data.array)
            #expect(rows.map { $0["key_last4"] } == ["lder"])
            #expect(rows.map { $0["customers"] } == [2])
        }
    }

    @Test func `a sandbox that a late request has created again is deleted`() async throws {
        let isLate = Mutex(false)
        let ending = Mutex("")
        let server = ScriptedServer.emulator { head in
            if head.method == .DELETE { isLate.withLock { $0 = head.uri == "/__admin/sandboxes/sbx_1" } }
            if head.uri == "/v1/me" {
                ending.withLock { $0 = String((head.headers.first(name: "Authorization") ?? "").suffix(4)) }
            }
            guard head.method == .GET, head.uri == "/__admin/sandboxes", isLate.withLock({ $0 }) else { return nil }
            return .json(200, ["data": [["id": "sbx_2", "key_last4": .string(ending.withLock { $0 })]]])
        }
        try await withServer(of: server) { url in
            let steps = "version: 1\nsteps:\n  - request: { operation: getMe }\n"
            let finished = try await runTest(["a.yaml": steps], ["--target", url])
            #expect(finished.errors == "")
        }
        let deleted = server.requests.filter { $0.method == .DELETE }.map(\.uri)
        #expect(deleted == ["/__admin/sandboxes/sbx_1", "/__admin/sandboxes/sbx_2"])
    }

    @Test func `a file that declares keys is skipped`() async throws {
        let declared = """
            version: 1
            auth: declared
            api_keys: [{ key: kdv_test_mine }]
            steps:
              - request: { operation: getMe }
              - request: { operation: getMe, api_key: kdv_test_other }
                expect: { error: invalid_api_key }
            """
        #expect(try await runTest(["declared.yaml": declared]).status == 0)
        try await withMock { mock in
            let finished = try await runTest(["declared.yaml": declared], ["--target", mock.url])
            #expect(finished.status == 0)
            #expect(finished.output.contains("skipped (declares API keys, for which it needs an emulator of its own)"))
        }
    }

    @Test func `the admin token is sent if it is given, and missed otherwise`() async throws {
        try await withMock(["--admin-token", "hush"]) { mock in
            let refused = try await runTest(["a.yaml": StepFiles.requests], ["--target", mock.url])
            #expect(refused.status == 2)
            #expect(refused.errors.contains("refuses /__admin/health: 401 "))
            let flags = ["--target", mock.url, "--admin-token", "hush", "--format", "json"]
            let finished = try await runTest(["a.yaml": StepFiles.all], flags)
            #expect(finished.status == 0, "\(finished.output)")
            #expect(!finished.output.contains("hush"))
        }
    }

    @Test func `a target that cannot be reached or named ends the command with status 2`() async throws {
        let gone = try await runTest(["a.yaml": StepFiles.requests], ["--target", "http://127.0.0.1:1"])
        #expect(gone.status == 2)
        #expect(gone.errors.contains("the server cannot be reached: the connection was refused"))
        let unnamed = try await runTest(["a.yaml": StepFiles.requests], ["--target", "somewhere"])
        #expect(unnamed.status == 2)
        #expect(unnamed.errors == "error: --target must be an absolute http or https URL, not somewhere\n")
    }
}
