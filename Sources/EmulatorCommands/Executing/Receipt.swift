import Contract
import Documents
import Domain
import EmulatorCore
import EmulatorServer
import OrderedCollections

/// What `exec --receipt` writes: what a run has shown.
struct Receipt: Sendable {
    let contract: LoadedContract
    /// The baseline with which the run began.
    let baseline: Baseline
    let startedAt: Timestamp
    let endedAt: Timestamp
    /// The command and its arguments.
    let arguments: [String]
    let ending: CommandEnding
    let exitStatus: Int
    let results: [RequirementResult]
    let evidence: RunEvidence

    /// The receipt as JSON, as `kirimdev-mock schema receipt` describes it.
    var json: JSONValue {
        var members: JSONObject = [
            "receipt": 1,
            "started_at": .string(startedAt.description),
            "ended_at": .string(endedAt.description),
            "versions": [
                "emulator": .string(EmulatorVersion.current),
                "contract": contract.contract.document["info"]?["version"] ?? .null,
            ],
            "contract_digest": .string(contract.digest),
            "scenario": ["name": .string(baseline.name), "digest": Self.text(baseline.digest)],
            "seed": Self.number(baseline.seed.flatMap { Int(exactly: $0) }),
            "command": command,
            "exit_status": .integer(exitStatus),
            "requirements": .array(results.map(\.json)),
        ]
        members.merge(evidence.coverage.json.object ?? [:]) { _, counted in counted }
        members["coverage_deleted"] = .bool(evidence.hasLostCoverage)
        members["deliveries"] = deliveries
        members["faults"] = .array(evidence.faults.map(\.json))
        members["unmatched"] = unmatched
        return .object(members)
    }

    private var command: JSONValue {
        [
            "arguments": .array(arguments.map { .string(MaskedText.of($0)) }),
            "exit_status": .integer(ending.exitStatus),
            "signal": Self.number(ending.signal),
            "error": Self.text(ending.error),
        ]
    }

    private var deliveries: JSONValue {
        let types = Set(evidence.record.attempts.keys.map(\.event)).sorted()
        var deliveries: JSONObject = [:]
        for type in types {
            deliveries[type] = [
                "accepted": .integer(evidence.acceptedDeliveries(of: type)),
                "answers": Self.counts(evidence.attempts(of: type, injected: false)),
                "injected": Self.counts(evidence.attempts(of: type, injected: true)),
            ]
        }
        return .object(deliveries)
    }

    private var unmatched: JSONValue {
        let requests = evidence.unmatched.map { line, count -> JSONValue in
            [
                "method": .string(line.method),
                "path": .string(MaskedText.of(line.path)),
                "count": .integer(count),
                "near": .array(evidence.nearMiss.texts(method: line.method, path: line.path).map { .string($0) }),
            ]
        }
        return ["total": .integer(evidence.record.unmatched.total), "requests": .array(requests)]
    }

    private static func counts(_ answers: [CountedAttempt.Answer: Int]) -> JSONValue {
        let named = answers.map { (name: $0.key.name, count: $0.value) }.sorted { $0.name < $1.name }
        var counts: JSONObject = [:]
        for (name, count) in named { counts[name] = .integer(count) }
        return .object(counts)
    }

    private static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    private static func number(_ number: Int?) -> JSONValue { number.map { .integer($0) } ?? .null }
}

extension FaultTally {
    fileprivate var json: JSONValue {
        [
            "id": .string(id),
            "matched": .integer(matched),
            "fired": .integer(fired),
            "absorbed": .integer(absorbed),
            "not_repeated": .integer(notRepeated),
        ]
    }
}

extension RequirementResult {
    fileprivate var json: JSONValue {
        let (kind, name, required) = requirement.subject.members
        return [
            "option": .string(requirement.option),
            "kind": .string(kind),
            "name": name.map { .string($0) } ?? .null,
            "required": .number(required),
            "seen": .number(seen),
            "result": .string(verdict.rawValue),
            "message": message.map { .string($0) } ?? .null,
        ]
    }
}

extension Requirement.Subject {
    /// The members `kind`, `name` and `required`.
    fileprivate var members: (kind: String, name: String?, required: Double) {
        switch self {
        case .operation(let name, let count): ("operation", name, Double(count))
        case .event(let name, let count): ("event", name, Double(count))
        case .delivery(let name, let count): ("delivery", name, Double(count))
        case .noUnmatched: ("unmatched", nil, 0)
        case .coverage(let percent): ("coverage", nil, percent)
        }
    }
}
