import Documents
import Foundation
import HTTPServing
import NIOHTTP1
import Subprocess
import Testing

/// The commands `test` and `record` when a signal stops them.
@Suite(.timeLimit(.minutes(15)))
struct StoppedRunTests {
    /// A request, and a wait that nothing ends.
    private static let slow = """
        version: 1
        steps:
          - request: { operation: getMe }
          - wait: { event: { type: message.sent }, timeout: 5m }
        """
    private static let request = "version: 1\nsteps:\n  - request: { operation: getMe }\n"

    /// Starts a command with the file `slow.yaml`, and sends the signal after `body`.
    private func run(
        _ arguments: [String],
        on text: String,
        stoppedBy signal: Signal = .interrupt,
        _ body: @Sendable (@escaping @Sendable (Signal) throws -> Void) async throws -> Void
    ) async throws -> FinishedProcess {
        try await withTemporaryFolder { folder in
            let file = folder + "/slow.yaml"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let out = arguments.first == "record" ? ["--out", folder + "/out.json"] : []
            let name = try Program.name
            return try await withProgram(name, arguments + out + [file], home: folder, stoppedBy: signal) { _, send in
                try await body(send)
            }
        }
    }

    @Test(
        arguments: [(Signal.interrupt, 130, "SIGINT"), (.terminate, 143, "SIGTERM")],
        [["test", "--repeat", "500"], ["record"]]
    )
    func `a signal stops the run, and the sandboxes at the target are deleted`(
        signal: (Signal, status: Int, name: String),
        command: [String]
    ) async throws {
        try await withMock { mock in
            let arguments = command + ["--target", mock.url]
            let finished = try await run(arguments, on: Self.slow, stoppedBy: signal.0) { _ in
                _ = try await mock.output.line("a request") { $0.hasPrefix("GET /v1/me 200") }
            }
            #expect(finished.status == signal.status, "\(finished.output)")
            #expect(finished.lines.count == 1, "\(finished.output)")
            let line = try #require(finished.lines.first)
            #expect(line.hasPrefix("stopped by \(signal.name): "), "\(line)")
            #expect(line.contains("slow.yaml was not finished"), "\(line)")
            #expect(line.hasSuffix(" files were not started") == (command.first == "test"), "\(line)")
            #expect(try await mock.root.get("/__admin/sandboxes").data.array?.isEmpty == true)
        }
    }

    @Test func `a signal stops the wait for the response to a background request`() async throws {
        let server = ScriptedServer.emulator { $0.uri == "/v1/me" ? .hang : nil }
        try await withServer(of: server) { url in
            let steps = """
                version: 1
                steps:
                  - { request: { operation: getMe }, background: slow }
                  - request: { operation: getHealth }
                  - response: slow
                """
            let finished = try await run(["test", "--keep-going", "--target", url], on: steps) { _ in
                await server.wait(for: "GET /v1/health")
            }
            #expect(finished.status == 130)
            #expect(finished.lines.count == 1, "\(finished.output)")
            #expect(finished.lines.first?.hasSuffix("slow.yaml was not finished") == true, "\(finished.output)")
        }
        #expect(server.requests.contains { $0.method == .DELETE && $0.uri == "/__admin/sandboxes/sbx_1" })
    }

    @Test func `a second signal ends the command at once`() async throws {
        let server = ScriptedServer.emulator { $0.method == .DELETE || $0.uri == "/v1/me" ? .hang : nil }
        try await withServer(of: server) { url in
            let finished = try await run(["test", "--target", url], on: Self.request) { send in
                await server.wait(for: "GET /v1/me")
                try send(.interrupt)
                await server.wait(for: "DELETE /__admin/sandboxes/sbx_1")
            }
            #expect(finished.status == 130)
            #expect(finished.lines == [])
        }
    }

    @Test func `a target that does not delete a sandbox in time does not stop the end`() async throws {
        let server = ScriptedServer.emulator { $0.method == .DELETE || $0.uri == "/v1/me" ? .hang : nil }
        try await withServer(of: server) { url in
            let finished = try await run(["test", "--target", url], on: Self.request) { _ in
                await server.wait(for: "GET /v1/me")
            }
            #expect(finished.status == 130)
            let sentence = "the target did not respond in time; the sandbox sbx_1 is still at the target"
            #expect(finished.lines == ["stopped by SIGINT: " + sentence])
        }
    }

    @Test func `a run is stopped while it asks what the target is`() async throws {
        let server = ScriptedServer { _ in .hang }
        try await withServer(of: server) { url in
            let finished = try await run(["test", "--target", url], on: Self.request) { _ in
                await server.wait(for: "GET /__admin/health")
            }
            #expect(finished.status == 130)
            #expect(finished.lines == ["stopped by SIGINT: no file was started"])
        }
    }

    @Test func `a signal ends a test in the same process at once`() async throws {
        let server = ScriptedServer { _ in .hang }
        try await withServer(of: server) { url in
            let steps = "version: 1\nsteps:\n  - request: { method: GET, url: \"\(url)/slow\" }\n"
            let finished = try await run(["test"], on: steps) { _ in await server.wait(for: "GET /slow") }
            #expect(finished.status == nil, "a signal ends the process, so that a shell shows 130")
        }
    }
}
