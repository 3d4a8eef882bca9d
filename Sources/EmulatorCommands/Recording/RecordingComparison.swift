import Documents
import OrderedCollections

/// Compares a run of a suite with a recording of it, step by step.
struct RecordingComparison {
    /// The headers whose values depend on the moment, and on what was sent before.
    private static let ofTheMoment: Set = [
        "retry-after", "x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "x-request-id",
    ]
    /// The operations whose responses depend on when and how the receivers of webhooks responded.
    private static let ofReceivers: Set = ["listWebhookDeliveries"]

    /// A row for each step of the run, in its order.
    private(set) var rows: [ComparedStep] = []
    /// How many steps of the recording the run lacks.
    private(set) var missing = 0

    init(_ run: Recording, against recording: Recording) {
        for file in run.files {
            guard file.skipped == nil else {
                rows.append(ComparedStep(file: file.name, reason: file.skipped ?? ""))
                continue
            }
            compare(file, with: recording.files.first { Self.areSame($0, file) })
        }
        let files = run.files
        for recorded in recording.files where !files.contains(where: { Self.areSame($0, recorded) }) {
            missing += recorded.steps.count
        }
    }

    private static func areSame(_ file: RecordedFile, _ other: RecordedFile) -> Bool {
        file.name == other.name && file.scenario == other.scenario
    }

    private mutating func compare(_ file: RecordedFile, with recorded: RecordedFile?) {
        var pairs = StandInPairs()
        for step in file.steps {
            let partner = recorded?.steps.first { $0.identity == step.identity }
            if let partner {
                let (verdict, notCompared) = Self.verdict(on: step, partner, &pairs)
                rows.append(ComparedStep(file: file.name, step, verdict, notCompared: notCompared))
            } else {
                let reason = recorded?.skipped.map { "the recording skipped the file: \($0)" }
                let verdict = ReplayVerdict.notComparable(reason: reason ?? "the recording does not have this step")
                rows.append(ComparedStep(file: file.name, step, verdict))
            }
        }
        let known = Set(file.steps.map(\.identity))
        missing += (recorded?.steps ?? []).count { !known.contains($0.identity) }
    }

    // MARK: One step

    /// The verdict, and the places that the recordings do not show, so that they cannot be compared.
    ///
    /// Pairs of stand-ins are learned from equal requests and responses only, so that a wrong response does not make
    /// later ones differ.
    private static func verdict(
        on step: RecordedStep,
        _ recorded: RecordedStep,
        _ pairs: inout StandInPairs
    ) -> (verdict: ReplayVerdict, notCompared: [String]) {
        if recorded.response.isNull {
            let reason = recorded.reason.map { ": \($0)" } ?? ""
            return (.notComparable(reason: "it has no response in the recording\(reason)"), [])
        }
        if let reason = step.reason { return (.notComparable(reason: "it was not run: \(reason)"), []) }
        var request = AnswerComparison(pairs: pairs)
        request.compare(recorded: recorded.request.object ?? [:], with: step.request.object ?? [:])
        if let first = request.differences.first {
            let reason = "the step sends another request than in the recording, see \(first.pointer)"
            return (.notComparable(reason: reason), [])
        }
        pairs = request.pairs ?? pairs
        guard !step.response.isNull else {
            let expected = recorded.response["status"]
            return (.differs([ReplayDifference(pointer: "/status", expected: expected, actual: .null)]), [])
        }
        var response = AnswerComparison(pairs: pairs)
        response.compare(
            recorded: comparable(recorded.response),
            with: comparable(step.response),
            dependsOnReceivers: step.request["operation"]?.string.map(ofReceivers.contains) ?? false
        )
        let verdict = ReplayVerdict(response)
        if case .same = verdict { pairs = response.pairs ?? pairs }
        return (verdict, response.notCompared)
    }

    /// A response without what is compared by its presence only: the values of some headers, and text that is not JSON.
    private static func comparable(_ response: JSONValue) -> JSONObject {
        var members = response.object ?? [:]
        var headers = members["headers"]?.object ?? [:]
        for (name, value) in headers {
            if ofTheMoment.contains(name) { headers[name] = .null }
            if name == "content-type" { headers[name] = .string(mediaType(value.string ?? "")) }
        }
        members["headers"] = .object(headers)
        if let text = members["body_text"] { members["body_text"] = .string(HiddenValue.text(for: text)) }
        return members
    }

    /// A media type without its parameters, such as the character set.
    private static func mediaType(_ text: String) -> String {
        text.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
    }
}
