import Documents
import EmulatorCore
import EmulatorServer
import OrderedCollections

/// The verdicts of a replay, one for each request of the bundle.
struct ReplayReport {
    /// A line of the report.
    struct Row {
        let seq: Int
        let method: String
        let path: String
        /// What a message to the MCP endpoint calls: the tool, or the method of the protocol; nil for other requests.
        let called: String?
        /// Nil only while the replay runs.
        var verdict: ReplayVerdict?
    }

    /// A control request that was refused in the replay.
    struct RefusedAction {
        let afterSeq: Int
        let method: String
        let path: String
        let problem: String
    }

    let file: String
    /// What the bundle lacks, so that responses may differ for that reason.
    let warnings: [String]
    private(set) var rows: [Row] = []
    private(set) var refused: [RefusedAction] = []

    init(_ bundle: FailureBundle) {
        file = bundle.file
        let evicted = bundle.evicted
        warnings = [
            evicted.requests > 0 ? "the bundle does not have the first \(evicted.requests) requests" : nil,
            evicted.actions > 0 ? "the bundle does not have the first \(evicted.actions) control requests" : nil,
        ].compactMap(\.self)
    }

    /// Adds a row for a request, and returns its index.
    mutating func add(_ request: BundledRequest) -> Int {
        let called = request.tool ?? request.rpc
        rows.append(Row(seq: request.seq, method: request.method, path: request.path, called: called))
        return rows.count - 1
    }

    /// Sets the verdict of a row.
    mutating func set(_ verdict: ReplayVerdict, of row: Int) {
        rows[row].verdict = verdict
    }

    /// Adds a control request that was refused.
    mutating func note(_ action: RecordedAction, refusedWith problem: String) {
        refused.append(
            RefusedAction(afterSeq: action.afterSeq, method: action.method, path: action.path, problem: problem)
        )
    }

    /// Whether nothing differs; what cannot be compared does not count.
    var isClean: Bool { refused.isEmpty && counts.differs == 0 }

    /// How many requests have each verdict.
    var counts: VerdictCounts { VerdictCounts(rows.compactMap(\.verdict)) }
}
