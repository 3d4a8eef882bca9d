import Documents
import EmulatorServer
import EmulatorTesting
import FoundationEssentials
import NIOHTTP1
import OrderedCollections
import Testing

/// Loading, checking and editing scenario files through the control API.
@Suite struct ScenarioControlTests {
    /// Runs a test whose scenario files are in a folder of their own.
    private func withFiles(
        _ files: [String: String],
        _ body: (Emulator, (_ name: String, _ text: String) throws -> Void) async throws -> Void
    ) async throws {
        let folder =
            FileManager.default.temporaryDirectory.path + "/kirimdev-mock-" + String(UInt64.random(in: 1 ... .max))
        try FileManager.default.createDirectory(atPath: folder + "/scenarios", withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        func write(_ name: String, _ text: String) throws {
            try text.write(toFile: "\(folder)/scenarios/\(name).yaml", atomically: true, encoding: .utf8)
        }
        for (name, text) in files { try write(name, text) }
        try await withEmulator {
            $0.scenarioFolders = [folder]
        } _: { emulator in
            try await body(emulator, write)
        }
    }

    private static let starter = "version: 1\ndescription: Small\norganization: { plan: starter }\n"

    @Test func `a scenario is loaded for one sandbox, or for all and later ones`() async throws {
        try await withFiles(["small": Self.starter]) { emulator, _ in
            func plan(_ key: String) throws -> JSONValue? {
                try emulator.control(key).get("/__admin/organization").json["plan"]
            }
            #expect(try plan(usualKey) == "business")
            let load = "/__admin/scenarios/small/load"
            let report = try await emulator.control(usualKey).postLater(load)
            #expect(report.json["sandboxes"] == 1)
            #expect(try plan(usualKey) == "starter")
            #expect(try plan(otherKey) == "business")
            _ = try await emulator.control(usualKey).postLater("/__admin/reset")
            #expect(try plan(usualKey) == "starter")
            #expect(try await emulator.control().postLater(load).json["sandboxes"] == 2)
            #expect(try plan(otherKey) == "starter")
            #expect(try plan("kdv_test_new") == "starter")
            #expect(try emulator.control().get("/__admin/health").json["scenario"] == "small")
            let rows = try emulator.control().get("/__admin/sandboxes").column("scenario")
            #expect(rows == ["small", "small", "small"])
        }
    }

    @Test func `the guide for agents keeps a bar in a description, and shows files with mistakes`() async throws {
        let files = [
            "bar": "version: 1\ndescription: \"left | right\"\norganization: { plan: starter }\n",
            "wrong": "version: 1\nnonsense: 1\n",
        ]
        try await withFiles(files) { emulator, _ in
            let guide = String(decoding: try emulator.control().get("/__admin/docs.md").bytes, as: UTF8.self)
            let lines = guide.split(separator: "\n")
            #expect(lines.contains(#"| `bar` | left \| right |"#))
            #expect(lines.contains("| `wrong` | The file has mistakes |"))
        }
    }

    @Test func `the welcome page and its commands have a key that the scenario accepts`() async throws {
        let text = "version: 1\nauth: declared\napi_keys: [{ key: kdv_test_it's }]\n"
        try await withFiles(["own": text]) { emulator, _ in
            _ = try await emulator.control().postLater("/__admin/scenarios/own/load")
            let page = try emulator.page("/")
            #expect(page.contains("<code id=\"api-key\">kdv_test_it&#39;s</code>"))
            #expect(page.contains(#"&#39;Authorization: Bearer kdv_test_it&#39;\&#39;&#39;s&#39;"#))
        }
    }

    @Test func `a scenario is returned with its row of the list and its text, variables included`() async throws {
        let text = Self.starter + "webhook_subscriptions: [{ url: \"${env.HOOK:-}\", events: [\"*\"] }]\n"
        try await withFiles(["small": text]) { emulator, _ in
            let row = try #require(try emulator.control().get("/__admin/scenarios").data[0]?.object)
            let answer = try emulator.control().get("/__admin/scenarios/small")
            #expect(answer.status == 200)
            #expect(answer.json["text"] == .string(text))
            #expect(answer.json.object?.filter { $0.key != "text" } == row)
        }
    }

    @Test func `only the scenario files can be read, by their names`() async throws {
        try await withFiles(["small": Self.starter]) { emulator, _ in
            let misspelt = try emulator.control().get("/__admin/scenarios/smal")
            expectProblem(misspelt, 404, "not_found")
            #expect(misspelt.json["detail"]?.string?.contains("did you mean `small`?") == true)
            for path in ["small.yaml", "..%2Fscenarios%2Fsmall.yaml", "%2Fetc%2Fhostname"] {
                expectProblem(try emulator.control().get("/__admin/scenarios/\(path)"), 404, "not_found")
            }
        }
    }

    @Test func `a reset and a new sandbox can name a scenario, too`() async throws {
        try await withFiles(["small": Self.starter]) { emulator, _ in
            _ = try await emulator.control(usualKey).postLater("/__admin/reset", ["scenario": "small", "seed": 7])
            #expect(try emulator.control(usualKey).get("/__admin/organization").json["plan"] == "starter")
            let minted = try emulator.control().post("/__admin/sandboxes", ["scenario": "small"]).json
            let key = try #require(minted["api_key"]?.string)
            #expect(try emulator.control(key).get("/__admin/organization").json["plan"] == "starter")
        }
    }

    @Test func `a new sandbox can have the content of a scenario file, to which it is reset`() async throws {
        try await withEmulator { emulator in
            let content: JSONValue = ["version": 1, "name": "inline", "organization": ["plan": "starter"]]
            let draft: JSONValue = ["api_key": .string(otherKey), "scenario": content]
            #expect(try emulator.control().post("/__admin/sandboxes", draft).status == 201)
            #expect(try emulator.control().get("/__admin/sandboxes").column("scenario") == ["inline"])
            let path = "/__admin/organization"
            _ = try emulator.control(otherKey).patch(path, ["plan": "enterprise"])
            _ = try await emulator.control(otherKey).postLater("/__admin/reset")
            #expect(try emulator.control(otherKey).get(path).json["plan"] == "starter")
            #expect(try emulator.control(usualKey).get(path).json["plan"] == "business")
        }
    }

    @Test func `a new sandbox with the content of a broken scenario file is refused with its mistakes`() async throws {
        try await withEmulator { emulator in
            let content: JSONValue = ["version": 1, "organization": ["plan": "stater"]]
            let answer = try emulator.control().post("/__admin/sandboxes", ["scenario": content])
            expectProblem(answer, 400, "invalid_body")
            #expect(answer.json["detail"]?.string?.contains("did you mean `starter`?") == true)
        }
    }

    @Test func `an edit of a scenario file takes effect at the next reset, not before`() async throws {
        try await withFiles(["small": Self.starter]) { emulator, write in
            _ = try await emulator.control().postLater("/__admin/scenarios/small/load")
            func plan(_ key: String) throws -> JSONValue? {
                try emulator.control(key).get("/__admin/organization").json["plan"]
            }
            #expect(try plan(usualKey) == "starter")
            try write("small", Self.starter.replacing("starter", with: "enterprise"))
            #expect(try plan(usualKey) == "starter")
            #expect(try plan(otherKey) == "starter")
            _ = try await emulator.control(usualKey).postLater("/__admin/reset")
            #expect(try plan(usualKey) == "enterprise")
            #expect(try plan(otherKey) == "starter")
            #expect(try plan("kdv_test_new") == "enterprise")
            try write("small", "version: 1\norganisation: {}\n")
            let refused = try await emulator.control(usualKey).postLater("/__admin/reset")
            #expect(refused.status == 400)
            #expect(
                refused.json["detail"]?.string?.contains("small.yaml:2:1: error: unknown key `organisation`") == true
            )
            #expect(refused.json["errors"]?[0]?["hint"] == "did you mean `organization`?")
            #expect(try plan(usualKey) == "enterprise")
        }
    }

    @Test func `an unknown scenario is refused with the name that was probably meant`() async throws {
        try await withFiles(["small": Self.starter]) { emulator, _ in
            let refused = try emulator.control(usualKey).post("/__admin/scenarios/smal/load")
            #expect(refused.status == 404)
            #expect(refused.json["detail"] == "There is no scenario `smal`; did you mean `small`?")
        }
    }

    @Test func `scenario files are listed by name, with their numbers of mistakes`() async throws {
        try await withFiles(["b": Self.starter, "a": "version: 2\n"]) { emulator, _ in
            let rows = try emulator.control().get("/__admin/scenarios").data.array ?? []
            #expect(rows.column("name") == ["a", "b"])
            #expect(rows.column("mistakes") == [1, 0])
            #expect(rows.column("description") == [.null, "Small"])
        }
    }

    @Test func `the text of a scenario is checked without being loaded`() async throws {
        try await withEmulator { emulator in
            let check = "/__admin/scenarios/check"
            let fine = try emulator.control().send(.POST, check, body: Array(Self.starter.utf8), headers: [:])
            #expect(fine.json == ["ok": true, "diagnostics": []])
            let broken = "version: 1\nfaults:\n  - { on: { operation: createCustomr }, then: { connection: reset } }\n"
            let answer = try emulator.control().send(.POST, check, body: Array(broken.utf8), headers: [:])
            #expect(answer.status == 200)
            #expect(answer.json["ok"] == false)
            let mistake = answer.json["diagnostics"]?[0]
            #expect(mistake?["line"] == 3)
            #expect(mistake?["column"] == 24)
            #expect(mistake?["hint"]?.string?.contains("createCustomer") == true)
            #expect(try emulator.control().send(.POST, check, body: [], headers: [:]).status == 400)
        }
    }

    @Test func `the rules of a scenario for all are listed without a key, and a reset restores them`() async throws {
        let faulty = Self.starter + "faults: [{ id: f, on: { operation: getMe }, then: { error: internal_error } }]\n"
        try await withFiles(["faulty": faulty]) { emulator, _ in
            _ = try await emulator.control().postLater("/__admin/scenarios/faulty/load")
            #expect(try emulator.client().get("/me").status == 500)
            #expect(try emulator.control().get("/__admin/faults").data[0]?["fired"] == 1)
            #expect(try emulator.control().delete("/__admin/faults/f").json["deleted"] == 1)
            #expect(try emulator.client().get("/me").status == 200)
            let report = try await emulator.control().postLater("/__admin/reset")
            #expect(report.json["leftovers"]?["unfired_faults"] == [])
            #expect(try emulator.client().get("/me").status == 500)
        }
    }
}
