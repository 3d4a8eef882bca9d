import Contract
import Documents
import EmulatorTesting
import Foundation
import OrderedCollections
import Testing

@testable import EmulatorCommands

/// The commands `record` and `test --against`.
@Suite(.timeLimit(.minutes(15)))
struct RecordCommandTests {
    /// Requests whose responses have ids, names, phone numbers, an address and an error.
    private static let suite = """
        version: 1
        accounts: [{ phone_number_id: "1111475158712095", phone_number: "+62 857-2516-5424", name: Hidden Shop }]
        variables: { pid: "1111475158712095", to: "+628111222333" }
        steps:
          - request: { operation: createCustomer, body: { name: Budi Santoso, email: budi@mail.example, metadata: { a: b } } }
            expect: { status: 201 }
            save: { id: /data/id }
          - request: { operation: getCustomer, path: { id: "${id}" } }
          - request: { operation: listAccounts, query: { status: all } }
          - request: { operation: createContact, path: { phone_number_id: "${pid}" }, body: { phone_number: "${to}" } }
            expect: { status: 201 }
          - request: { operation: listContacts, path: { phone_number_id: "${pid}" }, query: { phone: "${to}" } }
          - request: { operation: createSetupLink, path: { id: "${id}" }, body: {} }
            expect: { status: 201 }
            save: { setup_url: /data/setup_url }
          - request: { method: GET, url: "${setup_url}" }
          - request: { operation: getMe, api_key: null }
            expect: { error: missing_api_key }
          - request: { method: GET, url: /nowhere }
            expect: { status: 404 }
        """
    private static let confidential = [
        "Budi", "mail.example", "1111475158712095", "628111222333", "857-2516", "6285725165424", "Hidden Shop",
    ]

    /// Records a suite on another emulator, and calls `body` with the folder, in which `suite.yaml` and `out.json` are.
    private func withRecording(
        of suite: String = Self.suite,
        _ body: @Sendable (String, FinishedProcess) async throws -> Void
    ) async throws {
        try await withMock { mock in
            try await withTemporaryFolder { folder in
                try suite.write(toFile: folder + "/suite.yaml", atomically: true, encoding: .utf8)
                let finished = try await runMock(
                    "record",
                    "--target",
                    mock.url,
                    "--date",
                    "2026-06-05",
                    "--out",
                    folder + "/out.json",
                    folder + "/suite.yaml"
                )
                try await body(folder, finished)
            }
        }
    }

    private static func recording(in folder: String) throws -> JSONValue {
        try JSONValue(parsing: Array(Data(contentsOf: URL(fileURLWithPath: folder + "/out.json"))))
    }

    /// The statuses of the messages that the steps of a recording read.
    private static func readStatuses(in recording: JSONValue) throws -> Set<String> {
        let steps = try #require(recording["files"]?.array).flatMap { $0["steps"]?.array ?? [] }
        let reads = steps.filter { ["getMessage", "listMessages"].contains($0["request"]?["operation"]?.string) }
        let data = reads.compactMap { $0["response"]?["body"]?["data"] }.flatMap { $0.array ?? [$0] }
        return Set(data.compactMap { $0["status"]?.string })
    }

    @Test func `a recording has requests and responses, and no personal details`() async throws {
        try await withRecording { folder, finished in
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            #expect(finished.lines.last == "recorded 9 responses of 1 file in \(folder)/out.json")
            let recording = try Self.recording(in: folder)
            #expect(RecordingSchema.validator.violations(of: recording).map(\.message) == [])
            #expect(recording["date"] == "2026-06-05")
            #expect(recording["target"]?.string?.hasPrefix("127.0.0.1:") == true)
            for text in Self.confidential { #expect(!recording.text.contains(text), "\(text)") }
            let steps = try #require(recording["files"]?[0]?["steps"]?.array)
            #expect(steps.map { $0["response"]?["status"] } == [201, 200, 200, 201, 200, 201, 200, 401, 404])
            #expect(steps[0]["request"]?["path_template"] == "/v1/customers")
            let id = steps[0]["response"]?["body"]?["data"]?["id"]?.string ?? ""
            #expect(id.wholeMatch(of: /cus_0{20}\d{6}/) != nil, "\(id)")
            #expect(steps[1]["request"]?["path"] == .string("/v1/customers/\(id)"))
            #expect(steps[1]["response"]?["body"]?["data"]?["id"] == .string(id))
            #expect(steps[6]["response"]?["body_text"]?.string?.hasPrefix("Text ") == true)
            #expect(steps[7]["response"]?["body"]?["error"]?["code"] == "missing_api_key")
        }
    }

    @Test func `the emulator responds the same as another emulator`() async throws {
        try await withRecording { folder, _ in
            let compared = try await runMock("test", "--against", folder + "/out.json", folder + "/suite.yaml")
            #expect(compared.status == 0, "\(compared.output)\(compared.errors)")
            #expect(compared.errors == "")
            #expect(compared.lines.last == "9 steps: 9 same, 0 differ, 0 not comparable")
        }
    }

    @Test func `the messages of the contract suite are the same in each run`() async throws {
        let files = ["messages", "messages-received"].map { SourceTree.path("scenarios/contract/\($0).yaml") }
        try await withMock { mock in
            try await withTemporaryFolder { folder in
                let out = folder + "/out.json"
                let finished = try await runMock(["record", "--target", mock.url, "--out", out] + files)
                #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
                let compared = try await runMock(["test", "--against", out] + files)
                #expect(compared.status == 0, "\(compared.output)")
                #expect(compared.output.hasSuffix(" same, 0 differ, 0 not comparable\n"), "\(compared.output)")
                let statuses = try Self.readStatuses(in: Self.recording(in: folder))
                #expect(statuses.isSubset(of: ["delivered", "read", "failed"]), "\(statuses)")
            }
        }
    }

    @Test func `a response that differs is shown with its pointer and both values`() async throws {
        try await withRecording { folder, _ in
            var text = try String(contentsOfFile: folder + "/out.json", encoding: .utf8)
            let place = try #require(text.firstRange(of: "\"status\": \"pending\""))
            text.replaceSubrange(place, with: "\"status\": \"active\"")
            try text.write(toFile: folder + "/out.json", atomically: true, encoding: .utf8)
            let arguments = ["test", "--against", folder + "/out.json", folder + "/suite.yaml"]
            let compared = try await runMock(arguments)
            #expect(compared.status == 1)
            #expect(compared.output.contains("differs         suite.yaml › request createCustomer\n"))
            #expect(compared.output.contains("/body/data/status: expected \"active\", actual \"pending\""))
            let json = try JSONValue(parsing: try await runMock(arguments + ["--format", "json"]).output)
            #expect(json["differs"] == 1)
            let difference: JSONValue = ["pointer": "/body/data/status", "expected": "active", "actual": "pending"]
            #expect(json["steps"]?[0]?["differences"] == [difference])
        }
    }

    @Test func `a step that is new or sends another request is not comparable`() async throws {
        try await withRecording { folder, _ in
            let changed = Self.suite.replacing("query: { status: all }", with: "query: { status: connected }")
            let longer = changed + "\n  - request: { operation: getHealth }\n"
            try longer.write(toFile: folder + "/suite.yaml", atomically: true, encoding: .utf8)
            let compared = try await runMock("test", "--against", folder + "/out.json", folder + "/suite.yaml")
            #expect(compared.status == 0, "\(compared.output)")
            #expect(compared.output.contains("the step sends another request than in the recording, see /query"))
            #expect(compared.output.contains("request getHealth: the recording does not have this step"))
            #expect(compared.lines.last == "10 steps: 8 same, 0 differ, 2 not comparable")
        }
    }

    @Test func `a step that is not as expected is recorded, and so are the steps after it`() async throws {
        let wrong = Self.suite.replacing("expect: { status: 201 }\n    save", with: "expect: { status: 202 }\n    save")
        #expect(wrong != Self.suite)
        try await withRecording(of: wrong) { folder, finished in
            #expect(finished.status == 0)
            #expect(finished.output.contains("suite.yaml › request createCustomer: /status "))
            let steps = try #require(try Self.recording(in: folder)["files"]?[0]?["steps"]?.array)
            #expect(steps.map { $0["outcome"] }.prefix(2) == ["failed", "passed"])
        }
    }

    @Test func `a background request is recorded at the step of its response`() async throws {
        let suite = """
            version: 1
            steps:
              - request: { operation: createCustomer, body: { name: Budi Santoso } }
                background: first
              - request: { operation: getMe }
              - response: first
                expect: { status: 201 }
            """
        try await withRecording(of: suite) { folder, finished in
            #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
            let steps = try #require(try Self.recording(in: folder)["files"]?[0]?["steps"]?.array)
            #expect(steps.map { $0["step"] } == ["request getMe", "response first"])
            #expect(steps.map { $0["request"]?["operation"] } == ["getMe", "createCustomer"])
            #expect(steps.map { $0["response"]?["status"] } == [200, 201])
            let compared = try await runMock("test", "--against", folder + "/out.json", folder + "/suite.yaml")
            #expect(compared.status == 0, "\(compared.output)\(compared.errors)")
            #expect(compared.lines.last == "2 steps: 2 same, 0 differ, 0 not comparable")
        }
    }

    @Test func `flags and files that cannot be used end the commands`() async throws {
        try await withTemporaryFolder { folder in
            let file = folder + "/a.yaml"
            try StepFiles.requests.write(toFile: file, atomically: true, encoding: .utf8)
            let day = try await runMock("record", "--target", "http://a", "--out", "x", "--date", "today", file)
            #expect(day.status == 64)
            #expect(day.errors.contains("--date must be a date such as 2026-06-05, not today"))
            let other = try await runMock("test", "--against", file, file)
            #expect(other.status == 2)
            #expect(other.errors.contains(/a\.yaml:1:\d+: not JSON:/))
            try #"{"recording": 2}"#.write(toFile: folder + "/b.json", atomically: true, encoding: .utf8)
            let version = try await runMock("test", "--against", folder + "/b.json", file)
            #expect(version.status == 2)
            #expect(version.errors.contains("b.json is not a recording: "))
            let format = try await runMock("test", "--against", file, "--format", "tap", file)
            #expect(format.status == 64)
            #expect(format.errors.contains("--against has the formats pretty and json, not tap"))
        }
    }

    @Test func `schema prints the JSON Schema of recordings on request`() async throws {
        let finished = try await runMock("schema", "recording")
        #expect(finished.status == 0)
        #expect(try JSONValue(parsing: finished.output) == RecordingSchema.document)
    }
}
