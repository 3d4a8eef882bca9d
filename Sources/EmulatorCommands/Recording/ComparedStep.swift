import Documents

/// A step of a run, compared with a recording.
struct ComparedStep {
    /// The name of the file without its folder.
    let file: String
    /// The name of the step; nil for a file that was not run.
    let step: String?
    /// The method and the path of the request, without personal details; nil if nothing was sent.
    let request: String?
    let verdict: ReplayVerdict
    /// The places in the response that the recordings do not show, so that they cannot be compared.
    let notCompared: [String]

    init(file: String, _ step: RecordedStep, _ verdict: ReplayVerdict, notCompared: [String] = []) {
        self.file = file
        self.step = step.identity.name
        let method = step.request["method"]?.string
        let path = step.request["path_template"]?.string ?? step.request["path"]?.string
        request = method.map { "\($0) \(path ?? "")" }
        self.verdict = verdict
        self.notCompared = notCompared
    }

    /// A file that was not run.
    init(file: String, reason: String) {
        self.file = file
        step = nil
        request = nil
        verdict = .notComparable(reason: "it was not run: \(reason)")
        notCompared = []
    }

    /// The file and the step in one line.
    var place: String { step.map { "\(file) › \($0)" } ?? file }
}
