import Contract
import Documents
import Domain
import EmulatorCore

/// The operations on the journal of requests and responses.
struct RequestOperations: Sendable {
    let registry: SandboxRegistry
    /// The journal of requests without a sandbox.
    let unmatched: RequestJournal
    let rows: RequestRows

    var table: [String: ControlHandler] {
        ["listRequests": .now(list), "getRequest": .now(get), "clearRequests": .now(clear)]
    }

    /// A journal with its fault rules and its sandbox; nil for the journal of unmatched requests.
    private typealias Source = (sandbox: Sandbox?, journal: RequestJournal, faults: FaultPlan)

    private func sources(_ call: ControlCall) -> [Source] {
        switch call.scope {
        case .all where call.isAboutNoSandbox: [others]
        case .all: registry.sandboxes.map(source) + [others]
        case .sandbox(let sandbox): [source(sandbox)]
        }
    }

    /// The requests that belong to no sandbox.
    private var others: Source { (nil, unmatched, registry.unmatchedFaults) }

    private func source(_ sandbox: Sandbox) -> Source {
        let world = sandbox.world
        return (sandbox, world.journal, world.faults)
    }

    @Sendable private func list(_ call: ControlCall) -> Answer {
        let filter = RequestFilter(call.query)
        let limit = call.query["limit"]?.integer ?? 100
        let since = call.query["since_seq"]?.integer ?? 0
        let before = call.query["before"]?.integer
        let isNewest = call.query["newest"]?.bool ?? (before != nil)
        let sources = sources(call)
        let now = registry.now
        var rows = sources.flatMap { source in
            let verdicts = source.faults.verdicts(at: now)
            let entries =
                isNewest
                ? source.journal.newestEntries(before: before, limit: limit) { $0.seq > since && filter.matches($0) }
                : source.journal.entries(after: since, limit: limit, where: filter.matches)
            return entries.map { (sandbox: source.sandbox, entry: $0, verdict: verdicts[$0.seq]) }
        }
        if sources.count > 1 { rows.sort { $0.entry.number < $1.entry.number } }
        let extent = sources.count == 1 ? sources.first?.journal.extent : nil
        let probes = sources.reduce(0) { $0 + $1.journal.probes }
        var writtenRows = self.rows
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for row in isNewest ? rows.suffix(limit) : rows.prefix(limit) {
                    writer.object { writer in
                        writtenRows.write(row.entry, to: &writer, sandbox: row.sandbox?.id, verdict: row.verdict)
                    }
                }
            }
            writer.member("evicted_before_seq", extent?.evictedBeforeSeq)
            writer.member("last_seq", extent?.lastSeq)
            writer.member("probes", probes)
        }
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let source = call.isAboutNoSandbox ? others : source(try call.oneSandbox(of: registry))
        guard let seq = call.path["seq"].flatMap({ Int($0) }), let entry = source.journal.entry(seq) else {
            let extent = source.journal.extent
            throw MockError(
                .notFound,
                "Request \(call.path["seq"] ?? "") is not in the journal, which has \(extent.evictedBeforeSeq) to \(extent.lastSeq)."
            )
        }
        let verdict = source.faults.verdicts(at: registry.now)[seq]
        return .control { rows.writeDetail(entry, to: &$0, sandbox: source.sandbox?.id, verdict: verdict) }
    }

    @Sendable private func clear(_ call: ControlCall) -> Answer {
        let deleted = sources(call).reduce(0) { $0 + $1.journal.clear() }
        return .control { $0.member("deleted", deleted) }
    }
}

/// The filters of listRequests.
private struct RequestFilter {
    let operation: String?
    let method: String?
    let path: String?
    let status: StatusPattern?
    let error: String?
    let isUnmatchedOnly: Bool
    let isProbe: Bool?

    init(_ query: [String: JSONValue]) {
        operation = query["operation"]?.string
        method = query["method"]?.string?.uppercased()
        path = query["path"]?.string
        status = query["status"].flatMap { StatusPattern($0.plainText) }
        error = query["error"]?.string
        isUnmatchedOnly = query["unmatched"]?.bool ?? false
        isProbe = query["probe"]?.bool
    }

    func matches(_ entry: JournalEntry) -> Bool {
        if let operation, entry.operation != operation { return false }
        if let method, entry.method != method { return false }
        if let path, entry.path != path { return false }
        if let error, entry.error != error { return false }
        if isUnmatchedOnly, !entry.isUnmatched { return false }
        if let isProbe, isProbe != (entry.mcp?.isProbe ?? false) { return false }
        return status?.matches(entry.status) ?? true
    }
}
