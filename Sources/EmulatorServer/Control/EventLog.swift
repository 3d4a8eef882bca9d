import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1
import Synchronization

/// The newest events of all worlds that clients stream, or have streamed and may resume.
///
/// It observes a scope of the feed from its first stream on. When no stream of the scope is open any more and the events of
/// the last one have been evicted, no client can resume without a gap, and it stops observing the scope.
final class EventLog: Sendable {
    /// At most so many bytes wait for a client that reads slowly.
    private static let bufferLimit = 64 << 10

    private struct Storage {
        var events = StreamEvents()
        var scopes = StreamedScopes()
        var token: WorldFeed.Token?
    }

    private let registry: SandboxRegistry
    private let rows: ObservationRows
    private let storage = Mutex(Storage())

    init(registry: SandboxRegistry, rows: RequestRows) {
        self.registry = registry
        self.rows = ObservationRows(registry: registry, requests: rows)
    }

    /// Opens a stream of the events of one sandbox, or of all if nil, after the event `since`; nil for those from now on.
    func open(_ sandbox: Identifier<Sandbox>?, since: Int?) -> StreamedResponse {
        let scope = sandbox.map { FeedScope.world($0) } ?? .all
        let response = StreamedResponse(
            headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store"],
            bufferLimit: Self.bufferLimit,
            onTake: { [weak self] response in self?.subscription(of: response, scope)?.pump() },
            onWritable: { [weak self] response in self?.subscription(of: response, scope)?.resume() },
            onClose: { [weak self] response in self?.close(response, scope) }
        )
        response.send(Array("retry: 1000\n\n".utf8))
        storage.withLock { storage in
            observe(scope, &storage)
            let last = since ?? storage.events.lastID
            let subscription = EventSubscription(response, of: scope, after: last, log: self)
            storage.scopes.add(subscription, of: response, to: scope)
        }
        response.announce()
        return response
    }

    /// The kept events after a number that a stream of a scope has, and the number of the last one of all scopes.
    ///
    /// `gap` has the numbers of the events after that number that are not kept, or were not observed.
    func events(
        after id: Int,
        of scope: FeedScope
    ) -> (events: [StreamEvent], gap: ClosedRange<Int>?, lastID: Int) {
        storage.withLock { storage in
            let events = storage.events
            // A number that was not given out yet is from an earlier run of the program.
            let known = id > events.lastID ? 0 : id
            let firstID = max(events.firstID, storage.scopes.firstID(of: scope) ?? 0)
            let gap = known + 1 < firstID ? (known + 1)...(firstID - 1) : nil
            return (events.events(after: max(known, firstID - 1), of: scope), gap, events.lastID)
        }
    }

    // MARK: Streams

    private func subscription(of response: StreamedResponse, _ scope: FeedScope) -> EventSubscription? {
        storage.withLock { $0.scopes.subscription(of: response, in: scope) }
    }

    private func close(_ response: StreamedResponse, _ scope: FeedScope) {
        storage.withLock { $0.scopes.remove(response, from: scope, lastID: $0.events.lastID) }
    }

    // MARK: Observing

    private func observe(_ scope: FeedScope, _ storage: inout Storage) {
        guard !storage.scopes.contains(scope) else { return }
        if let firstID = storage.scopes.firstID(of: .all) {
            storage.scopes.add(scope, firstID: firstID)
        } else {
            // The number that is left out makes a gap for a client that resumes after a time without observation.
            storage.events.skipNumber()
            storage.scopes.add(scope, firstID: storage.events.lastID + 1)
        }
        let feed = registry.feed
        let token = storage.token ?? feed.observe(.server) { [weak self] observation in self?.add(observation) }
        storage.token = token
        feed.add(scope, to: token)
    }

    private func add(_ observation: Observation) {
        let rows = rows.rows(of: observation)
        let streams = storage.withLock { storage in
            for row in rows { storage.events.append(row) }
            stopObserving(storage.scopes.removeUnused(firstID: storage.events.firstID), &storage)
            return storage.scopes.streams(of: observation.scope)
        }
        for stream in streams { stream.announce() }
    }

    private func stopObserving(_ scopes: [FeedScope], _ storage: inout Storage) {
        guard !scopes.isEmpty, let token = storage.token else { return }
        for scope in scopes { registry.feed.remove(scope, from: token) }
        guard storage.scopes.isEmpty else { return }
        registry.feed.remove(token)
        storage.token = nil
    }
}
