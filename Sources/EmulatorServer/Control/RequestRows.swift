import Contract
import Documents
import Domain
import EmulatorCore

/// Writes rows of listRequests.
struct RequestRows: Sendable {
    /// The largest body in bytes whose unread parts are counted; a list may have a thousand rows.
    private static let searchedBody = 64 << 10

    let contract: Contract
    private let nearMiss: NearMiss
    /// The operations similar to unmatched requests, by method and path, because lists often repeat a request.
    private var near: [String: [String]] = [:]

    init(contract: Contract, nearMiss: NearMiss) {
        self.contract = contract
        self.nearMiss = nearMiss
    }

    /// Writes the members of a request with its details, as getRequest shows it.
    func writeDetail(
        _ entry: JournalEntry,
        to writer: inout JSONWriter,
        sandbox: Identifier<Sandbox>?,
        verdict: FaultHit.Verdict?,
        secrets: Secrets.Display = .masked
    ) {
        entry.writeFacts(to: &writer, sandbox: sandbox, verdict: verdict, secrets: secrets)
        entry.writeDetails(to: &writer, unread: entry.unreadParts(by: contract), secrets: secrets)
        NearMiss.write(nearMiss.texts(for: entry), to: &writer)
    }

    /// Writes the members of a row; `verdict` says what came after a fault rule hit the request.
    mutating func write(
        _ entry: JournalEntry,
        to writer: inout JSONWriter,
        sandbox: Identifier<Sandbox>?,
        verdict: FaultHit.Verdict?
    ) {
        entry.writeFacts(to: &writer, sandbox: sandbox, verdict: verdict)
        writer.member("violations", entry.outcome.violations.count)
        let isSearched = entry.request.body.count <= Self.searchedBody
        writer.member("unread", isSearched ? entry.unreadParts(by: contract).count : nil)
        entry.writeEvents(to: &writer)
        guard entry.isUnmatched else { return }
        let line = "\(entry.method) \(entry.path)"
        let texts = near[line] ?? nearMiss.texts(for: entry)
        near[line] = texts
        NearMiss.write(texts, to: &writer)
    }
}
