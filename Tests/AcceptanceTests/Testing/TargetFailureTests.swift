import Documents
import HTTPServing
import NIOHTTP1
import OrderedCollections
import Testing

/// The command `test` with targets that refuse requests to the control API.
@Suite(.timeLimit(.minutes(15)))
struct TargetFailureTests {
    private static let file = "version: 1\nsteps:\n  - reset: {}\n"

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
