/// What the journal records of a request.
///
/// It refers to one object, which does not change; a request that ends gets another one.
enum JournalRecord: Sendable {
    case running(RunningRecord)
    case ended(EndedRecord)

    /// The record of a request that has arrived; `mcp` is its message, if it went to the MCP endpoint.
    init(_ opening: JournalOpening, mcp: MCPTrace? = nil) {
        self = .running(RunningRecord(opening, mcp: mcp))
    }

    /// The record of a request that has ended.
    init(ending record: JournalRecord, with outcome: JournalEntry.Outcome, sharing names: SharedHeaderNames) {
        self = .ended(EndedRecord(record.opening, outcome, sharing: names))
    }

    /// Whether the request has been handled.
    var isOver: Bool {
        switch self {
        case .running: false
        case .ended: true
        }
    }

    var opening: JournalOpening {
        switch self {
        case .running(let record): record.opening
        case .ended(let record): record.opening
        }
    }

    /// The outcome; while the request runs, only its message at the MCP endpoint.
    var outcome: JournalEntry.Outcome {
        switch self {
        case .running(let record):
            var outcome = JournalEntry.Outcome()
            outcome.mcp = record.mcp
            return outcome
        case .ended(let record): return record.outcome
        }
    }

    /// The approximate memory of the outcome in bytes.
    var outcomeWeight: Int {
        switch self {
        case .running(let record): record.mcp?.weight ?? 0
        case .ended(let record): record.outcome.weight
        }
    }

    // MARK: Parts that are compared most often

    var method: String {
        switch self {
        case .running(let record): record.opening.method
        case .ended(let record): record.method
        }
    }

    var path: String {
        switch self {
        case .running(let record): record.opening.path
        case .ended(let record): record.path
        }
    }

    var operation: String? {
        switch self {
        case .running: nil
        case .ended(let record): record.operation
        }
    }

    var status: Int? {
        switch self {
        case .running: nil
        case .ended(let record): record.status
        }
    }

    var error: String? {
        switch self {
        case .running: nil
        case .ended(let record): record.error
        }
    }

    var mcp: MCPTrace? {
        switch self {
        case .running(let record): record.mcp
        case .ended(let record): record.mcp
        }
    }

    var injection: JournalEntry.Injection? {
        switch self {
        case .running: nil
        case .ended(let record): record.injection
        }
    }
}
