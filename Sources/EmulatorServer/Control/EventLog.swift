import DequeModule
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1
import Synchronization

/// The newest events of all worlds, for the streams that clients have open or will resume.
///
/// It observes the feed from the first stream on. When no stream is open any more and the events of the last one have
/// been evicted, no client can resume without a gap, and it stops observing.
final class EventLog: Sendable {
    /// How many bytes of events are kept.
    private static let capacity = 8 << 20

    private struct Storage {
        var events: Deque<StreamEvent> = []
        var size = 0
        var lastID = 0
        var streams: [ObjectIdentifier: EventSubscription] = [:]
        var token: WorldFeed.Token?
        /// The last event before the last stream was closed.
        var lastIDOfStreams = 0

        /// The number of the oldest event that is kept.
        var firstID: Int { lastID - events.count + 1 }

        /// Forgets the events before a time without observation; the number that is left out makes it a gap for clients.
        mutating func forgetAll() {
            if lastID > 0 { lastID += 1 }
            events = []
            size = 0
        }

        /// Whether a client could resume without a gap.
        var isUseful: Bool { !streams.isEmpty || firstID <= lastIDOfStreams + 1 }
    }

    private let registry: SandboxRegistry
    private let encoder: ObservationEncoder
    private let storage = Mutex(Storage())

    init(registry: SandboxRegistry, rows: RequestRows) {
        self.registry = registry
        encoder = ObservationEncoder(registry: registry, requests: rows)
    }

    /// Opens a stream of the events of one sandbox, or of all if nil, after the event `since`; nil for those from now on.
    func open(_ sandbox: Identifier<Sandbox>?, since: Int?) -> StreamedResponse {
        let response = StreamedResponse(
            headers: ["Content-Type": "text/event-stream", "Cache-Control": "no-store"],
            onWritable: { [weak self] response in self?.subscription(of: response)?.resume() },
            onClose: { [weak self] response in self?.close(response) }
        )
        let subscription = storage.withLock { storage in
            if storage.token == nil {
                storage.forgetAll()
                storage.token = observe()
            }
            let last = since ?? storage.lastID
            let subscription = EventSubscription(response, sandbox: sandbox, after: last, log: self)
            storage.streams[ObjectIdentifier(response)] = subscription
            return subscription
        }
        response.send(Array("retry: 1000\n\n".utf8))
        subscription.pump()
        return response
    }

    /// The kept events after a number that concern a sandbox, and the number of the last one of all sandboxes.
    ///
    /// `gap` has the numbers of the events after that number that are no longer kept.
    func events(
        after id: Int,
        of sandbox: Identifier<Sandbox>?
    ) -> (events: [StreamEvent], gap: ClosedRange<Int>?, lastID: Int) {
        storage.withLock { storage in
            // A number that was not given out yet is from an earlier run of the program.
            let known = id > storage.lastID ? 0 : id
            let gap = known + 1 < storage.firstID ? (known + 1)...(storage.firstID - 1) : nil
            let later = storage.events.suffix(max(0, min(storage.events.count, storage.lastID - known)))
            let wanted = later.filter { sandbox == nil || $0.isOfAll || $0.sandbox == sandbox }
            return (Array(wanted), gap, storage.lastID)
        }
    }

    // MARK: Streams

    private func subscription(of response: StreamedResponse) -> EventSubscription? {
        storage.withLock { $0.streams[ObjectIdentifier(response)] }
    }

    private func close(_ response: StreamedResponse) {
        storage.withLock { storage in
            storage.streams[ObjectIdentifier(response)] = nil
            storage.lastIDOfStreams = storage.lastID
        }
    }

    // MARK: Observing

    private func observe() -> WorldFeed.Token {
        registry.feed.observe { [weak self] observation in self?.add(observation) }
    }

    private func add(_ observation: Observation) {
        let rows = encoder.rows(of: observation)
        let (streams, unused) = storage.withLock { storage -> ([EventSubscription], WorldFeed.Token?) in
            for row in rows { append(row, to: &storage) }
            let unused = storage.isUseful ? nil : storage.token.take()
            return (Array(storage.streams.values), unused)
        }
        if let unused { registry.feed.remove(unused) }
        for stream in streams { stream.pump() }
    }

    private func append(_ row: ObservationEncoder.Row, to storage: inout Storage) {
        storage.lastID += 1
        let event = StreamEvent(id: storage.lastID, row)
        storage.events.append(event)
        storage.size += event.bytes.count
        while storage.size > Self.capacity, storage.events.count > 1, let oldest = storage.events.popFirst() {
            storage.size -= oldest.bytes.count
        }
    }
}
