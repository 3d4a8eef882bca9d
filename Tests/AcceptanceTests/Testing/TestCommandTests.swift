import Documents
import EmulatorTesting
import Foundation
import OrderedCollections
import Testing

/// The command `test` with emulators in its own process.
@Suite(.timeLimit(.minutes(15)))
struct TestCommandTests {
    // MARK: Steps

    @Test func `all kinds of steps run in one file`() async throws {
        let finished = try await runTest(["all.yaml": StepFiles.all])
        #expect(finished.status == 0, "\(finished.output)\(finished.errors)")
        #expect(finished.errors == "")
        #expect(finished.output.contains("1 file (1 passed), 19 steps (19 passed)"))
        #expect(finished.output.contains(/coverage: 4 of \d+ operations,/))
    }

    @Test func `a wrong expectation fails with its place, the pointer, and both values`() async throws {
        let finished = try await runTest(["wrong.yaml": StepFiles.wrong])
        #expect(finished.status == 1)
        let line = try #require(finished.lines.first { $0.contains("wrong.yaml:5:") })
        #expect(line.hasSuffix("wrong.yaml:5:46: /body/data/status must be `active`"))
        #expect(finished.output.contains("- \"active\"\n"))
        #expect(finished.output.contains("+ \"pending\"\n"))
        #expect(finished.output.contains("request getMe (skipped: an earlier step failed)"))
    }

    @Test func `a mistake in a file is reported, and nothing runs`() async throws {
        let broken = "version: 1\nsteps:\n  - request: { operation: createCustomr }\n"
        let finished = try await runTest(["a.yaml": StepFiles.all, "broken.yaml": broken])
        #expect(finished.status == 2)
        #expect(finished.output == "")
        #expect(finished.errors.contains(/broken\.yaml:3:\d+: error: .*did you mean `createCustomer`/))
    }

    @Test func `files do not share worlds, and a file without steps is skipped`() async throws {
        let file = """
            version: 1
            steps:
              - request: { operation: createCustomer, body: { name: A } }
              - request: { operation: listCustomers }
                expect: { body: { data: [{ name: A }] } }
            """
        let files = ["a.yaml": file, "b.yaml": file, "c.yaml": file, "deep/d.yaml": file, "empty.yaml": "version: 1\n"]
        let finished = try await runTest(files)
        #expect(finished.status == 0, "\(finished.output)")
        #expect(finished.output.contains("5 files (4 passed, 1 skipped), 8 steps (8 passed)"))
        #expect(finished.output.contains("empty.yaml: skipped (no steps)"))
    }

    @Test func `a connection that is cut by a fault has no response`() async throws {
        let finished = try await runTest([
            "cut.yaml": """
            version: 1
            steps:
              - fault: { on: { operation: getMe }, then: { truncate: { after: 5 } } }
              - request: { operation: getMe }
            """
        ])
        #expect(finished.status == 1)
        #expect(finished.output.contains("the connection ended before the response was complete"))
    }

    @Test(arguments: ["expect_event: { type: customer.created", "expect_delivery: { event: customer.created"])
    func `each of more than a hundred events and deliveries satisfies a step of its own`(verb: String) async throws {
        let start = "version: 1\nwebhook_subscriptions: [{ url: \"https://receiver.invalid/hook\", events: [\"*\"] }]\n"
        let triggers = String(repeating: "  - trigger: { event: customer.created }\n", count: 103)
        let steps = String(repeating: "  - \(verb) }\n", count: 103)
        let finished = try await runTest(["many.yaml": start + "steps:\n" + triggers + steps])
        #expect(finished.status == 0, "\(finished.output)")
        let missing = "  - \(verb), within: 1ms }\n"
        let failed = try await runTest(["many.yaml": start + "steps:\n" + triggers + steps + missing])
        #expect(failed.status == 1)
        #expect(failed.output.contains("all that match (103) have satisfied earlier steps"))
    }

    // MARK: Flags

    @Test func `the same seed gives the same ids`() async throws {
        let file = """
            version: 1
            steps:
              - request: { operation: createCustomer, body: { name: A } }
                expect: { body: { data: { id: cus_0 } } }
            """
        let ids = try await [["--seed", "7"], ["--seed", "7"], ["--seed", "8"], []].asyncMap { flags in
            let finished = try await runTest(["a.yaml": file], flags + ["--format", "json"])
            let report = try JSONValue(parsing: finished.output)
            let file = try #require(report["files"]?[0])
            if flags.count == 2 { #expect(file["seed"]?.text == flags[1]) }
            #expect(file["seed"] != nil)
            return try #require(file["steps"]?[0]?["failures"]?[0]?["actual"]?.string)
        }
        #expect(ids[0] == ids[1])
        #expect(Set(ids).count == 3)
    }

    @Test func `a filter runs the steps that it selects and those before them`() async throws {
        let finished = try await runTest(
            ["all.yaml": StepFiles.all, "wrong.yaml": StepFiles.wrong],
            [
                "--filter", "*all.yaml › request createSetupLink",
            ]
        )
        #expect(finished.status == 0, "\(finished.output)")
        #expect(finished.output.contains("1 file (1 passed), 19 steps (2 passed, 17 skipped)"))
        let nothing = try await runTest(["all.yaml": StepFiles.all], ["--filter", "/no such step/"])
        #expect(nothing.status == 2)
        #expect(nothing.errors.contains("--filter /no such step/ selects no step"))
    }

    @Test func `no file begins after a failure with fail-fast`() async throws {
        let finished = try await runTest(
            ["wrong.yaml": StepFiles.wrong],
            ["--repeat", "200", "--fail-fast", "--format", "json"]
        )
        #expect(finished.status == 1)
        let totals = try JSONValue(parsing: finished.output)["totals"]?["files"]
        #expect((totals?["failed"]?.integer ?? 0) >= 1)
        #expect((totals?["skipped"]?.integer ?? 0) > 0)
    }

    @Test(
        arguments: [
            (["--var", "who=Zed"], 0, ""),
            (["--var", "hwo=Zed"], 2, "no file has a variable `hwo`; did you mean `who`?"),
            ([], 2, "variables.yaml:2:19: error: the variable `who` has no value; give it one with --var who=VALUE"),
            (["--var", "who"], 64, "--var must be NAME=VALUE, not who"),
        ] as [([String], Int, String)]
    )
    func `a variable without a value must be given one that a file has`(
        flags: [String],
        status: Int,
        message: String
    ) async throws {
        let file = """
            version: 1
            variables: { who: null }
            steps:
              - request: { operation: createCustomer, body: { name: "${who}" } }
                expect: { body: { data: { name: Zed } } }
            """
        let finished = try await runTest(["variables.yaml": file], flags)
        #expect(finished.status == status, "\(finished.output)")
        #expect(message.isEmpty || finished.errors.contains(message), "\(finished.errors)")
    }

    @Test(
        arguments: [
            ["--repeat", "0"], ["--api-key", "kdv_test_a"], ["--admin-token", "a"], ["--webhook-secret", "a"],
            ["--target", "http://localhost:1", "--webhook-url", "http://localhost:2"], ["--format", "xml"],
        ]
    )
    func `flags that make no sense end the command with status 64`(flags: [String]) async throws {
        let finished = try await runTest(["all.yaml": StepFiles.all], flags)
        #expect(finished.status == 64)
        #expect(finished.output == "")
    }

    @Test func `the page and the report are written, and the report names the page`() async throws {
        try await withTemporaryFolder { folder in
            let page = folder + "/report.html"
            let finished = try await runTest(["all.yaml": StepFiles.all], ["--html", page])
            #expect(finished.status == 0)
            #expect(finished.lines.last == "report: file://\(page)")
            #expect(try String(contentsOfFile: page, encoding: .utf8).contains("Contract tests"))
        }
    }
}

/// Writes files and runs `test` on their folder.
func runTest(_ files: [String: String], _ flags: [String] = []) async throws -> FinishedProcess {
    try await withTemporaryFolder { folder in
        for (name, text) in files {
            let file = "\(folder)/\(name)"
            let parent = URL(fileURLWithPath: file).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
            try text.write(toFile: file, atomically: true, encoding: .utf8)
        }
        return try await runMock(["test", folder] + flags)
    }
}

extension Array {
    /// The results of an asynchronous call for each element, one after another.
    fileprivate func asyncMap<Result>(_ body: (Element) async throws -> Result) async throws -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await body(element)) }
        return results
    }
}
