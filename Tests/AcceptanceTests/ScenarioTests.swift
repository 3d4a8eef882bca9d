import Documents
import EmulatorTesting
import Foundation
import OrderedCollections
import Testing

/// The commands that read scenario files.
@Suite(.timeLimit(.minutes(15)))
struct ScenarioTests {
    private static let broken = "version: 1\norganization:\n  plann: pro\n"

    @Test func `serve starts with a built-in scenario that is given by name`() async throws {
        try await withMock(["--scenario", "plan-gated"]) { mock in
            #expect(mock.readyLine.contains("(scenario plan-gated, "))
            let refused = try await mock.client().get("/customers")
            #expect(refused.status == 402)
            #expect(refused.code == "feature_not_entitled")
            let opened = try await mock.root.patch("/__admin/organization", ["plan": "business"])
            #expect(opened.status == 200)
            #expect(try await mock.client().get("/customers").status == 200)
        }
    }

    @Test func `serve starts with a scenario file that uses an environment variable`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/mine.yaml"
            let text = "version: 1\norganization: { name: \"${env.TENANT:-Nobody}\", plan: pro }\n"
            try text.write(toFile: file, atomically: true, encoding: .utf8)
            try await withMock(environment: ["TENANT": "Acme", "KIRIMDEV_MOCK_SCENARIO": file]) { mock in
                #expect(mock.readyLine.contains("(scenario mine, "))
                let organization = try await mock.root.get("/__admin/organization").json
                #expect(organization["name"] == "Acme")
            }
        }
    }

    @Test func `serve ends with status 2 and suggests a name when no scenario has the given name`() async throws {
        let finished = try await runMock("--scenario", "plan-gatd", "--port", "0")
        #expect(finished.status == 2)
        #expect(finished.errors == "error: --scenario: there is no scenario `plan-gatd`; did you mean `plan-gated`?\n")
    }

    @Test func `serve ends with status 2 and the place of the mistake when a scenario file is broken`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/broken.yaml"
            try Self.broken.write(toFile: file, atomically: true, encoding: .utf8)
            let finished = try await runMock("--scenario", file, "--port", "0")
            #expect(finished.status == 2)
            #expect(finished.errors == "\(file):3:3: error: unknown key `plann`; did you mean `plan`? (--scenario)\n")
        }
    }

    @Test func `check validates scenario files and contracts in one run`() async throws {
        let finished = try await runMock("check", SourceTree.path("scenarios"), SourceTree.path("openapi.yaml"))
        #expect(finished.status == 0, "\(finished.errors)")
        #expect(finished.lines.count > 16)
        #expect(finished.lines.allSatisfy { $0.contains(/: ok, (scenario \S+|\d+ operations)$/) })
    }

    @Test func `check ends with status 2 for a broken scenario and 3 when a contract is broken too`() async throws {
        try await withTemporaryFolder { folder in
            try Self.broken.write(toFile: folder + "/a.yaml", atomically: true, encoding: .utf8)
            let scenarios = try await runMock("check", folder)
            #expect(scenarios.status == 2)
            #expect(scenarios.errors.contains("a.yaml:3:3: error: unknown key `plann`"))
            _ = try BrokenContract.write(to: folder)
            #expect(try await runMock("check", folder).status == 3)
        }
    }

    @Test func `schema prints a self-contained JSON Schema of scenario files`() async throws {
        let finished = try await runMock("schema")
        #expect(finished.status == 0)
        let schema = try JSONValue(parsing: Array(finished.output.utf8))
        #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["required"] == ["version"])
        #expect(schema["properties"]?["faults"] != nil)
        #expect(!finished.output.contains("#/components"))
    }
}
