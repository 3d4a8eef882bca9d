import Documents
import Domain
import EmulatorCore
import EmulatorServer
import OrderedCollections
import Scenarios

extension TestReport {
    /// The report in the project's own form, which the documentation describes.
    var json: JSONValue {
        [
            "report": 1,
            "tool": ["name": .string(Self.tool), "version": .string(EmulatorVersion.current)],
            "outcome": .string(outcome.rawValue),
            "started_at": .string(startedAt.description),
            "took_ms": .integer(took.wholeMilliseconds),
            "totals": ["files": fileTotals.json, "steps": stepTotals.json],
            "files": .array(files.map(\.json)),
            "coverage": coverage?.json ?? .null,
        ]
    }
}

extension OutcomeTotals {
    var json: JSONValue {
        ["passed": .integer(passed), "failed": .integer(failed), "skipped": .integer(skipped)]
    }
}

extension ReportedFile {
    fileprivate var json: JSONValue {
        var members: JSONObject = ["file": .string(path), "scenario": .string(scenario)]
        members["description"] = description.map { .string($0) }
        members["seed"] = seedJSON
        members["repetition"] = .integer(repetition)
        members["outcome"] = .string(outcome.rawValue)
        members["reason"] = reason.map { .string($0) }
        members["started_at"] = .string(startedAt.description)
        members["took_ms"] = .integer(took.wholeMilliseconds)
        members["orders"] = orders?.json
        members["steps"] = .array(steps.map(\.json))
        return .object(members)
    }

    /// The seed; a text if it is larger than the integers of JSON values.
    var seedJSON: JSONValue? {
        seed.map { seed in Int(exactly: seed).map { .integer($0) } ?? .string(String(seed)) }
    }
}

extension TestedOrders {
    /// The number of possible orders is null if it cannot be counted.
    fileprivate var json: JSONValue {
        [
            "tested": .integer(tested),
            "possible": possible.map { .integer($0) } ?? .null,
            "untested": .array(untested.map(\.json)),
        ]
    }
}

extension TestedOrders.Untested {
    fileprivate var json: JSONValue {
        [
            "step": .string(ReportText.of(step)),
            "order": order.map { .string($0) } ?? .null,
            "reason": .string(ReportText.of(reason)),
        ]
    }
}

extension ReportedStep {
    /// Only a failed step has its requests and responses.
    fileprivate var json: JSONValue {
        var members: JSONObject = [
            "name": .string(name),
            "line": .integer(location.line),
            "column": .integer(location.column),
            "outcome": .string(outcome.rawValue),
            "took_ms": .integer(took.wholeMilliseconds),
        ]
        members["reason"] = reason.map { .string($0) }
        if outcome == .failed {
            members["failures"] = .array(failures.map(\.json))
            members["exchanges"] = .array(exchanges.map(\.json))
        }
        return .object(members)
    }
}

extension ReportedFailure {
    /// A value that is absent has no member.
    var json: JSONValue {
        var members: JSONObject = [
            "message": .string(message),
            "file": .string(location.file),
            "line": .integer(location.line),
            "column": .integer(location.column),
        ]
        members["pointer"] = pointer.map { .string($0) }
        members["expected"] = expected
        members["actual"] = actual
        return .object(members)
    }
}

extension ReportedExchange {
    fileprivate var json: JSONValue {
        var members: JSONObject = [
            "operation": operation.map { .string($0) } ?? .null,
            "method": .string(method),
            "target": .string(target),
            "status": status.map { .integer($0) } ?? .null,
            "request": request.json,
        ]
        members["response"] = response?.json
        return .object(members)
    }
}

extension ReportedExchange.Content {
    fileprivate var json: JSONValue {
        var members: JSONObject = [
            "headers": .array(headers.map { ["name": .string($0.name), "value": .string($0.value)] })
        ]
        switch body {
        case .none: break
        case .json(let value): members["body"] = value
        case .text(let text): members["body_text"] = .string(text)
        case .binary(let count): members["body_bytes"] = .integer(count)
        }
        return .object(members)
    }
}
