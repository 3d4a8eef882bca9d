import EmulatorTesting
import Foundation
import Testing

@Suite(.timeLimit(.minutes(15)))
struct CheckTests {
    @Test func `check prints one line with ok for a contract without mistakes`() async throws {
        let file = SourceTree.path("openapi.yaml")
        let finished = try await runMock("check", file)
        #expect(finished.status == 0)
        #expect(finished.errors.isEmpty)
        #expect(finished.output.wholeMatch(of: /(.+): ok, [1-9]\d* operations\n/)?.1 == file[...])
    }

    @Test func `check reads the YAML and JSON files in a folder and its subfolders`() async throws {
        try await withTemporaryFolder { folder in
            try FileManager.default.createDirectory(atPath: folder + "/deeper", withIntermediateDirectories: true)
            try Petstore.yaml.write(toFile: folder + "/b.yaml", atomically: true, encoding: .utf8)
            try Petstore.json.write(toFile: folder + "/a.json", atomically: true, encoding: .utf8)
            try Petstore.yaml.write(toFile: folder + "/deeper/c.yml", atomically: true, encoding: .utf8)
            try "no contract".write(toFile: folder + "/notes.txt", atomically: true, encoding: .utf8)
            let finished = try await runMock("check", folder)
            #expect(finished.status == 0, "\(finished.errors)")
            #expect(
                finished.lines == ["a.json", "b.yaml", "deeper/c.yml"].map { "\(folder)/\($0): ok, 3 operations" }
            )
        }
    }

    @Test func `check ends with status 3 for a broken contract and still lists valid files`() async throws {
        try await withTemporaryFolder { folder in
            let broken = try BrokenContract.write(to: folder)
            try Petstore.yaml.write(toFile: folder + "/sound.yaml", atomically: true, encoding: .utf8)
            let finished = try await runMock("check", folder)
            #expect(finished.status == 3)
            #expect(finished.output == "\(folder)/sound.yaml: ok, 3 operations\n")
            #expect(finished.errors == BrokenContract.diagnostics(of: broken))
        }
    }

    @Test func `check refuses an example that its schema forbids, but serve accepts the contract`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/example.yaml"
            let text = Petstore.yaml.replacing("name: Rex", with: "name: 5")
            #expect(text != Petstore.yaml)
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            let finished = try await runMock("check", file)
            #expect(finished.status == 3)
            #expect(finished.errors.contains(/example\.yaml:\d+:\d+: error:/))
            try await withMock(["--contract", file]) { mock in
                let answer = try await mock.client(basePath: "/api/v3").get("/pets")
                #expect(answer.status == 200)
            }
        }
    }

    @Test func `check ends with status 2 when a file does not exist`() async throws {
        let finished = try await runMock("check", "/nowhere/openapi.yaml")
        #expect(finished.status == 2)
        #expect(finished.errors == "error: there is no file /nowhere/openapi.yaml\n")
    }
}

@Suite(.timeLimit(.minutes(15)))
struct HealthcheckTests {
    @Test func `healthcheck ends with status 0 when the server is ready`() async throws {
        try await withMock { mock in
            let byFlag = try await runMock("healthcheck", "--port", "\(mock.port)")
            #expect(byFlag.status == 0)
            #expect(byFlag.output == "ready\n")
            let byVariable = try await runMock("healthcheck", environment: ["KIRIMDEV_MOCK_PORT": "\(mock.port)"])
            #expect(byVariable.status == 0)
        }
    }

    @Test func `healthcheck reaches a server that listens on all addresses`() async throws {
        try await withMock(["--host", "0.0.0.0"]) { mock in
            let finished = try await runMock("healthcheck", "--host", "0.0.0.0", "--port", "\(mock.port)")
            #expect(finished.status == 0)
        }
    }

    @Test func `healthcheck ends with status 1 without retries when nothing listens`() async throws {
        let port = try SilentPort()
        let finished = try await runMock("healthcheck", "--port", "\(port.number)")
        #expect(finished.status == 1)
        #expect(finished.errors.hasPrefix("error: http://127.0.0.1:\(port.number)/readyz cannot be reached: "))
        // A client that retries reports a time-out in the end, not the refused connection.
        #expect(finished.errors.contains("the connection was refused"))
        withExtendedLifetime(port) {}
    }
}
