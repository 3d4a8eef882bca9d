import Documents
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// The command `test` with targets that refuse requests to the control API.
@Suite(.timeLimit(.minutes(15)))
struct TargetFailureTests {
    private static let file = "version: 1\nsteps:\n  - reset: {}\n"

    @Test(arguments: [200, 401, 403, 404])
    func `a server that does not answer as an emulator does not get the admin token`(status: Int) async throws {
        let server = ScriptedServer { _ in .json(status, ["detail": "No."]) }
        try await withServer(of: server) { url in
            let flags = ["--target", url, "--api-key", "kdv_test_a", "--admin-token", "hush"]
            let finished = try await runTest(["a.yaml": StepFiles.requests], flags)
            #expect(finished.status == 1, "\(finished.output)\(finished.errors)")
        }
        #expect(server.requests.map(\.uri) == ["/__admin/health", "/v1/customers"])
        let fields = server.requests.flatMap { $0.headers.map { "\($0.name.lowercased()): \($0.value)" } }
        #expect(!fields.contains { $0.contains("hush") || $0.hasPrefix("x-mock-admin-token") })
    }

    @Test func `a refused sandbox fails its file, and the other files run`() async throws {
        let problem: JSONValue = ["detail": "No room."]
        let server = ScriptedServer.emulator { head in
            head.method == .POST && head.uri == "/__admin/sandboxes" ? .json(503, problem) : nil
        }
        try await withServer(of: server) { url in
            let files = ["a.yaml": Self.file, "b.yaml": Self.file]
            let finished = try await runTest(files, ["--target", url, "--format", "json"])
            #expect(finished.status == 1)
            #expect(finished.errors == "")
            let report = try JSONValue(parsing: finished.output)
            #expect(report["totals"]?["files"]?["failed"] == 2)
            let message = report["files"]?[1]?["steps"]?[0]?["failures"]?[0]?["message"]
            #expect(message == "no sandbox was created: POST /__admin/sandboxes was refused: 503 No room.")
        }
    }

    @Test func `a sandbox that cannot be deleted fails its file, unless it is not there`() async throws {
        for (status, expected) in [(500, 1), (404, 0)] {
            let server = ScriptedServer.emulator { $0.method == .DELETE ? .json(status, ["detail": "No."]) : nil }
            try await withServer(of: server) { url in
                let finished = try await runTest(["a.yaml": Self.file], ["--target", url])
                #expect(finished.status == expected, "\(finished.output)\(finished.errors)")
                let text = "the sandbox sbx_1 was not deleted: DELETE /__admin/sandboxes/sbx_1 was refused: 500 No."
                #expect(finished.output.contains(text) == (status == 500), "\(finished.output)")
            }
        }
    }
}
