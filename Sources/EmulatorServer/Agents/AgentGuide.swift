import Contract
import Documents
import EmulatorCore
import Scenarios

/// The document `/__admin/docs.md`: how to start, every call of the control API, the scenarios and the error codes.
struct AgentGuide {
    let served: ServedFacts
    /// The baseline of new sandboxes.
    let baseline: Baseline
    let scenarios: [ScenarioLibrary.Entry]
    let catalog: ErrorCatalog

    var text: String {
        let parts = [start, tools, ControlReference(served: served).lines, scenarioTable, apiCodes, controlCodes]
        return parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    }

    // MARK: Start

    private var start: [String] {
        let key = "Authorization: Bearer \(SandboxRegistry.sampleKey)"
        let token = served.requiresToken ? " -H '\(served.tokenHeader): TOKEN'" : ""
        let control = "curl -s -H '\(key)'\(token)"
        let example = served.contract.operation("listCustomers").map {
            "curl -s -H '\(key)' '\(served.origin)\($0.fullPath)'"
        }
        let calls = [
            "\(control) -X POST '\(served.controlURL)/reset'",
            example,
            "\(control) '\(served.controlURL)/requests'",
        ]
        return [
            "# kirimdev-mock " + EmulatorVersion.current, "",
            ServedFacts.summary, "",
            "## Start", "",
        ] + served.addresses + [
            "- Contract of the API: \(contractTitle.withoutMarkup), at \(served.controlURL)/contract.yaml",
            "- Baseline of new sandboxes: the scenario `\(baseline.name.withoutMarkup)`" + declaredKeys, "",
            "Give the base URL and the key to the program under test. Reset before each test, let the program work, then "
                + "read what it has sent:", "",
            "```sh",
        ] + calls.compactMap { $0 } + ["```"]
    }

    private var contractTitle: String {
        let info = served.contract.document["info"]
        return [info?["title"]?.string, info?["version"]?.string].compactMap { $0 }.joined(separator: " ")
    }

    private var declaredKeys: String {
        switch baseline.authentication {
        case .open: ""
        case .declared: ", which accepts only the keys that it declares"
        }
    }

    // MARK: Tools

    private var tools: [String] {
        var ofAPI = MarkdownTable("Tool of the API", "Effect", "Operation")
        for tool in served.contract.tools {
            ofAPI.add("`\(tool.name)`", tool.description, "`\(tool.operation.id)`")
        }
        var ofEmulator = MarkdownTable("Tool of the emulator", "Effect")
        for tool in FixtureTools.all.map(\.definition) {
            ofEmulator.add("`\(tool.name)`", tool.title)
        }
        let tables = [served.contract.tools.isEmpty ? [] : ofAPI.lines, ofEmulator.lines]
        return ["## Tools for agents (MCP, Streamable HTTP)", ""] + served.endpoints
            + tables.flatMap { $0.isEmpty ? [] : [""] + $0 }
            + [""] + ArgumentReference(FixtureTools.all.map(\.definition)).lines
    }

    // MARK: Tables

    private var scenarioTable: [String] {
        var table = MarkdownTable("Scenario", "Description")
        for scenario in scenarios {
            let mistakes = scenario.diagnostics.isEmpty ? nil : "The file has mistakes"
            table.add("`\(scenario.name)`", [scenario.description, mistakes].compactMap { $0 }.joined(separator: ". "))
        }
        return [
            "## Scenarios", "",
            "`POST /__admin/scenarios/{name}/load` resets to one of them.", "",
        ] + table.lines
    }

    private var apiCodes: [String] {
        var table = MarkdownTable("Code", "Status", "Type", "Message")
        for entry in catalog.entries {
            table.add("`\(entry.code)`", String(entry.status), "`\(entry.type)`", entry.message)
        }
        return [
            "## Error codes of the API", "",
            "`POST /__admin/faults` with `{\"preset\": CODE, \"times\": 1}` makes one request fail with a code.", "",
        ] + table.lines
    }

    private var controlCodes: [String] {
        var table = MarkdownTable("Code", "Status", "Title")
        for code in MockError.Code.allCases {
            table.add("`\(code.rawValue)`", String(code.status), code.title)
        }
        return [
            "## Error codes of the emulator", "",
            "Errors of the emulator and of its control API are problem documents (RFC 9457). The code is in the member "
                + "`code` and in the header `X-Mock-Error`.", "",
        ] + table.lines
    }
}
