import Contract
import Documents
import Domain
import EmulatorServer
import FoundationEssentials
import OrderedCollections
import Scenarios

/// The requests and responses of a suite that has run against a server, without personal details.
struct Recording {
    /// What a recording says besides the steps.
    struct Origin {
        /// The date, such as `2026-06-05`.
        let date: String
        /// The host of the server.
        let target: String
        /// The SHA-256 of the contract's file.
        let contractDigest: String
    }

    /// The document, which the schema of recordings describes.
    let json: JSONValue

    /// Records the request steps of reports.
    init(_ reports: [ScenarioReport], origin: Origin, contract: Contract) {
        // What is found confidential in one response may occur in the text of an earlier one.
        let redaction = ExchangeRedaction(contract)
        _ = Self.files(reports, redaction)
        json = [
            "recording": 1,
            "date": .string(origin.date),
            "target": .string(origin.target),
            "contract_digest": .string(origin.contractDigest),
            "files": .array(Self.files(reports, redaction)),
        ]
    }

    /// Reads a recording from a file.
    init(file: String) throws(CommandError) {
        guard let content = FileManager.default.contents(atPath: file) else {
            throw .setting("there is no file \(file)")
        }
        do throws(JSONParsingError) {
            json = try JSONValue(parsing: Array(content))
        } catch {
            throw .setting("\(file):\(error.line):\(error.column): not JSON: \(error.message)")
        }
        if let first = RecordingSchema.validator.violations(of: json).first {
            let place = first.pointer.tokens.isEmpty ? "the document" : first.pointer.description
            throw .setting("\(file) is not a recording: \(place) \(first.message)")
        }
    }

    /// Writes the document to a file, which `--out` names.
    func write(to file: String) throws(CommandError) {
        do {
            try Data((json.indented + "\n").utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
        } catch {
            throw .failed("--out: the file \(file) cannot be written: \(error.reason)")
        }
    }

    // MARK: Members

    /// The files in the order in which they were run.
    var files: [RecordedFile] { (json["files"]?.array ?? []).map(RecordedFile.init) }

    /// The SHA-256 of the contract with which it was made.
    var contractDigest: String { json["contract_digest"]?.string ?? "" }

    private static func files(_ reports: [ScenarioReport], _ redaction: ExchangeRedaction) -> [JSONValue] {
        reports.map { report in
            var members: JSONObject = [
                "file": .string(RecordedFile.name(of: report.file)),
                "scenario": .string(report.scenario),
            ]
            if case .skipped(let reason) = report.outcome { members["skipped"] = .string(redaction.cleaned(reason)) }
            members["steps"] = .array(
                report.steps.filter { isRecorded($0.step) }.map { step($0, redaction) }
            )
            return .object(members)
        }
    }

    /// Whether a step has an exchange with the API; that of a background request belongs to the step of its response.
    private static func isRecorded(_ step: Step) -> Bool {
        switch step.action {
        case .request(let request): request.background == nil
        case .response: true
        case .control, .occurrence, .wait, .expectRequests, .changes: false
        }
    }

    private static func step(_ result: StepResult, _ redaction: ExchangeRedaction) -> JSONValue {
        var members: JSONObject = ["step": .string(RecordedStep.name(of: result.step.name))]
        switch result.outcome {
        case .passed: members["outcome"] = "passed"
        case .failed: members["outcome"] = "failed"
        case .skipped(let reason):
            members["outcome"] = "skipped"
            members["reason"] = .string(redaction.cleaned(reason))
        }
        // The responses before the last one are those of a rate limit.
        members["request"] = result.exchanges.last.map { redaction.request($0) } ?? .null
        members["response"] = result.exchanges.last.map { redaction.response($0) } ?? .null
        return .object(members)
    }
}
