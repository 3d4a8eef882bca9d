import Documents
import Domain
import EmulatorCore
import EmulatorServer
import OrderedCollections

extension TestReport {
    /// The version of the specification that the report follows, https://github.com/ctrf-io/ctrf.
    private static let specification = "0.0.0"

    /// The report in the Common Test Report Format: each step is a test, and its file is its suite.
    var ctrf: JSONValue {
        var results: JSONObject = [
            "tool": ["name": .string(Self.tool), "version": .string(EmulatorVersion.current)],
            "summary": summary,
            "tests": .array(files.flatMap { file in file.tests.map { Self.test($0, of: file) } }),
        ]
        if let coverage {
            results["extra"] = .object(["\(Self.tool)/coverage": ["totals": coverage.totals]])
        }
        return [
            "reportFormat": "CTRF",
            "specVersion": .string(Self.specification),
            "timestamp": .string(endedAt.description),
            "generatedBy": .string(Self.tool),
            "results": .object(results),
        ]
    }

    private var summary: JSONValue {
        let totals = testTotals
        return [
            "tests": .integer(totals.all),
            "passed": .integer(totals.passed),
            "failed": .integer(totals.failed),
            "skipped": .integer(totals.skipped),
            "pending": 0,
            "other": 0,
            "suites": .integer(files.count),
            "start": .integer(Int(startedAt.milliseconds)),
            "stop": .integer(Int(endedAt.milliseconds)),
            "duration": .integer(took.wholeMilliseconds),
        ]
    }

    private static func test(_ step: ReportedStep, of file: ReportedFile) -> JSONValue {
        var members: JSONObject = [
            "name": .string(step.uniqueName),
            "status": .string(step.outcome.rawValue),
            "duration": .integer(step.took.wholeMilliseconds),
            "suite": [.string(file.title), .string(file.scenario)],
            "filePath": .string(file.path),
            "line": .integer(step.location.line),
        ]
        var parameters: JSONObject = ["repetition": .integer(file.repetition)]
        parameters["seed"] = file.seedJSON
        parameters["orders"] = file.ordersLine.map { .string($0) }
        members["parameters"] = .object(parameters)
        switch step.outcome {
        case .passed: break
        case .skipped: members["message"] = step.reason.map { .string($0) }
        case .failed:
            members["message"] = .string(step.failures.summary)
            members["trace"] = .string(step.failures.trace)
        }
        return .object(members)
    }
}
