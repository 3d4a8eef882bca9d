import Contract
import Documents
import Domain
import EmulatorCore

/// The operations on the journal of requests and responses.
struct RequestOperations: Sendable {
    let registry: SandboxRegistry
    /// The journal of requests without a sandbox.
    let unmatched: RequestJournal
    let nearMiss: NearMiss

    var table: [String: ControlHandler] {
        ["listRequests": .now(list), "getRequest": .now(get), "clearRequests": .now(clear)]
    }

    /// A journal with its sandbox; nil for the journal of unmatched requests.
    private typealias Source = (sandbox: Sandbox?, journal: RequestJournal)

    private func sources(_ scope: ControlScope) -> [Source] {
        switch scope {
        case .sandbox(let sandbox): [(sandbox, sandbox.world.journal)]
        case .all: registry.sandboxes.map { ($0, $0.world.journal) } + [(nil, unmatched)]
        }
    }

    @Sendable private func list(_ call: ControlCall) -> Answer {
        let filter = RequestFilter(call.query)
        let limit = call.query["limit"]?.integer ?? 100
        let since = call.query["since_seq"]?.integer ?? 0
        let sources = sources(call.scope)
        var rows = sources.flatMap { source in
            source.journal.entries(after: since, limit: limit, where: filter.matches).map { (source.sandbox, $0) }
        }
        if sources.count > 1 { rows.sort { ($0.1.wallAt, $0.1.seq) < ($1.1.wallAt, $1.1.seq) } }
        let extent = sources.count == 1 ? sources.first?.journal.extent : nil
        return .control { writer in
            writer.key("data")
            writer.array { writer in
                for (sandbox, entry) in rows.prefix(limit) {
                    writer.object { writer in
                        entry.writeFacts(to: &writer, sandbox: sandbox)
                        writer.member("violations", entry.outcome.violations.count)
                    }
                }
            }
            writer.member("evicted_before_seq", extent?.evictedBeforeSeq)
            writer.member("last_seq", extent?.lastSeq)
        }
    }

    @Sendable private func get(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        guard let seq = call.path["seq"].flatMap({ Int($0) }), let entry = sandbox.world.journal.entry(seq) else {
            let extent = sandbox.world.journal.extent
            throw MockError(
                .notFound,
                "Request \(call.path["seq"] ?? "") is not in the journal, which has \(extent.evictedBeforeSeq) to \(extent.lastSeq)."
            )
        }
        return .control { writer in
            entry.writeFacts(to: &writer, sandbox: sandbox)
            entry.writeDetails(to: &writer)
            let isUnmatched = entry.outcome.operation == nil
            writer.key("near")
            writer.array { writer in
                guard isUnmatched else { return }
                for text in nearMiss.texts(method: entry.method, path: entry.path) { writer.value(text) }
            }
        }
    }

    @Sendable private func clear(_ call: ControlCall) -> Answer {
        let deleted = sources(call.scope).reduce(0) { $0 + $1.journal.clear() }
        return .control { $0.member("deleted", deleted) }
    }
}

/// The filters of listRequests.
private struct RequestFilter {
    let operation: String?
    let method: String?
    let path: String?
    let status: String?
    let isUnmatchedOnly: Bool

    init(_ query: [String: JSONValue]) {
        operation = query["operation"]?.string
        method = query["method"]?.string?.uppercased()
        path = query["path"]?.string
        status = query["status"].map { $0.string ?? $0.text }
        isUnmatchedOnly = query["unmatched"]?.bool ?? false
    }

    func matches(_ entry: JournalEntry) -> Bool {
        if let operation, entry.outcome.operation != operation { return false }
        if let method, entry.method != method { return false }
        if let path, entry.path != path { return false }
        if isUnmatchedOnly, entry.outcome.operation != nil { return false }
        guard let status else { return true }
        guard let answered = entry.outcome.status else { return false }
        return status.hasSuffix("xx") ? status.hasPrefix(String(answered / 100)) : status == String(answered)
    }
}
