import DequeModule
package import Domain
import Synchronization

/// The newest requests of one world; the oldest are evicted when the journal takes too much memory.
///
/// The journal also draws the request ids, so that a number and an id are given out under one lock.
package final class RequestJournal: Sendable {
    private struct Storage {
        var entries: Deque<JournalEntry> = []
        var nextSeq = 1
        var weight = 0
        var lastUse = 0
        /// The number of the newest request that was evicted since the last `clear()`; 0 if none was.
        var evictedThrough = 0
        /// The number of the last request before `entries`, and that of the last occurrence before its end.
        var forgotten: (seq: Int, number: Int)
        /// The numbers of the first unmatched requests.
        var unmatched: [Int] = []
        var probes = 0
        var requestIDs: RandomStream
        var lastConnection = 0

        /// The index of the entry with that number; nil if it is not in the journal.
        func index(of seq: Int) -> Int? {
            guard let first = entries.first?.seq, seq >= first, seq - first < entries.count else { return nil }
            return seq - first
        }
    }

    /// The number of the first request.
    package let firstSeq: Int
    private static let lastIdentity = Atomic(0)

    private static let unmatchedLimit = 100
    private let storage: Mutex<Storage>
    private let identityNumber = Atomic(RequestJournal.nextIdentity())
    private let seed: WorldSeed
    private let budget: JournalBudget
    private let source: FeedSource

    /// An empty journal that shares a budget with others; `source` passes on the requests that have been handled.
    ///
    /// Its numbers and request ids start from the beginning, unless it goes on with the `numbering` of another journal.
    package init(
        seed: WorldSeed,
        budget: JournalBudget,
        source: FeedSource = FeedSource(),
        numbering: JournalNumbering? = nil
    ) {
        let numbering = numbering ?? JournalNumbering(nextSeq: 1, requestIDs: seed.stream("requests"))
        let forgotten = (seq: numbering.nextSeq - 1, number: budget.counter.current)
        storage = Mutex(
            Storage(nextSeq: numbering.nextSeq, forgotten: forgotten, requestIDs: numbering.requestIDs)
        )
        firstSeq = numbering.nextSeq
        self.seed = seed
        self.budget = budget
        self.source = source
        budget.join(self)
    }

    /// An empty journal for a dry run, which goes on with the numbers and the request ids of another one.
    ///
    /// It has a budget of its own, so that it evicts no entries of other journals.
    package init(dryRunOf other: RequestJournal) {
        let (nextSeq, requestIDs) = other.storage.withLock { ($0.nextSeq, $0.requestIDs) }
        storage = Mutex(Storage(nextSeq: nextSeq, forgotten: (seq: nextSeq - 1, number: 0), requestIDs: requestIDs))
        firstSeq = nextSeq
        seed = other.seed
        budget = JournalBudget()
        source = FeedSource()
        budget.join(self)
    }

    deinit {
        budget.leave(self)
        budget.add(-storage.withLock { $0.weight })
    }

    /// Adds a request, and gives it a number and a request id; `mcp` is its message, if it went to the MCP endpoint.
    package func open(_ opening: JournalOpening, mcp: MCPTrace? = nil) -> (seq: Int, requestID: String) {
        defer { budget.settle() }
        let record = JournalRecord(opening, mcp: mcp)
        let (seq, requestID, evicted) = storage.withLock { storage -> (Int, RequestID, JournalEntry?) in
            let seq = storage.nextSeq
            let requestID = RequestID(from: &storage.requestIDs)
            let number = budget.counter.next()
            let entry = JournalEntry(seq: seq, number: number, requestID, record)
            storage.nextSeq += 1
            storage.entries.append(entry)
            storage.lastUse = number
            return (seq, requestID, grow(&storage, by: entry.weight))
        }
        _ = evicted
        return (seq, requestID.text)
    }

    /// What the next request gets, for a journal that goes on from here.
    var numbering: JournalNumbering {
        storage.withLock { JournalNumbering(nextSeq: $0.nextSeq, requestIDs: $0.requestIDs) }
    }

    /// Identifies the series of connection numbers; every journal has its own, and `restart()` begins another one.
    package var identity: Int { identityNumber.load(ordering: .relaxed) }

    /// Returns the number of a connection that is new to this journal, from 1.
    package func numberConnection() -> Int {
        storage.withLock { storage in
            storage.lastConnection += 1
            return storage.lastConnection
        }
    }

    private static func nextIdentity() -> Int { lastIdentity.add(1, ordering: .relaxed).newValue }

    /// Sets the outcome of a request, unless its entry is no longer in the journal.
    package func close(_ seq: Int, with outcome: JournalEntry.Outcome) {
        defer {
            budget.settle()
            source.deliver()
        }
        // The record is made outside the lock, as it is the most work.
        let opened = storage.withLock { storage in storage.index(of: seq).map { storage.entries[$0].record } }
        let ended = opened.map { JournalRecord(ending: $0, with: outcome, sharing: budget.headerNames) }
        let growth = outcome.weight - (opened?.outcomeWeight ?? 0)
        let freed = storage.withLock { storage -> JournalEntry? in
            if outcome.mcp?.isProbe == true { storage.probes += 1 }
            if outcome.isUnmatched, storage.unmatched.count < Self.unmatchedLimit { storage.unmatched.append(seq) }
            guard let ended, let index = storage.index(of: seq) else { return nil }
            storage.entries[index].close(with: ended, growth: growth, after: budget.counter.current)
            if source.isObserved { source.add(.request(storage.entries[index])) }
            return grow(&storage, by: growth)
        }
        _ = freed
    }

    /// The entry with that number; nil if it is not in the journal.
    package func entry(_ seq: Int) -> JournalEntry? {
        storage.withLock { storage in storage.index(of: seq).map { storage.entries[$0] } }
    }

    /// The first entries above a number that satisfy a condition, oldest first.
    package func entries(
        after seq: Int = 0,
        limit: Int = .max,
        where isWanted: (JournalEntry) -> Bool = { _ in true }
    ) -> [JournalEntry] {
        storage.withLock { storage in
            let skipped = max(0, seq - (storage.entries.first?.seq ?? 1) + 1)
            return Array(storage.entries.dropFirst(skipped).lazy.filter(isWanted).prefix(limit))
        }
    }

    /// The newest entries that satisfy a condition, oldest first; only those below a number of all occurrences, if given.
    package func newestEntries(
        before number: Int?,
        limit: Int,
        where isWanted: (JournalEntry) -> Bool
    ) -> [JournalEntry] {
        storage.withLock { storage in
            var newest: [JournalEntry] = []
            for entry in storage.entries.reversed() {
                guard newest.count < limit else { break }
                if number.map({ entry.number < $0 }) ?? true, isWanted(entry) { newest.append(entry) }
            }
            return newest.reversed()
        }
    }

    /// Calls `body` with each request above a number that has been handled, oldest first, while the journal is locked.
    ///
    /// It tells whether requests above that number were evicted, so that `body` has not seen them.
    func visit(after seq: Int, _ body: (JournalEntry) -> Void) -> Bool {
        storage.withLock { storage in
            let skipped = max(0, seq - (storage.entries.first?.seq ?? 1) + 1)
            for entry in storage.entries.dropFirst(skipped) where entry.isOver { body(entry) }
            return storage.evictedThrough > seq
        }
    }

    /// The number of the last occurrence before the end of a request; 0 for the number 0.
    ///
    /// A request that has not come yet has the number of the newest one. A request that is no longer in the journal has
    /// that of the newest removed one, which is not exact if later requests were evicted.
    func occurrenceNumber(after seq: Int) -> (number: Int, isExact: Bool) {
        storage.withLock { storage in
            guard seq > 0 else { return (0, true) }
            guard let last = storage.entries.last, seq > storage.forgotten.seq else {
                return (storage.forgotten.number, storage.evictedThrough <= seq)
            }
            return (storage.entries[min(seq, last.seq) - storage.forgotten.seq - 1].lastNumber, true)
        }
    }

    /// The range of requests that the journal still has.
    package var extent: JournalExtent {
        storage.withLock { storage in
            JournalExtent(
                evictedBeforeSeq: storage.entries.first?.seq ?? storage.nextSeq,
                lastSeq: storage.nextSeq - 1
            )
        }
    }

    /// The numbers of the first hundred unmatched requests, even if these are no longer in the journal.
    package var unmatched: [Int] { storage.withLock { $0.unmatched } }

    /// How many requests were messages that MCP clients send by themselves, even if they are no longer in the journal.
    package var probes: Int { storage.withLock { $0.probes } }

    /// Removes all entries and returns how many there were; the numbers continue.
    package func clear() -> Int {
        storage.withLock { storage in clear(&storage) }
    }

    private func clear(_ storage: inout Storage) -> Int {
        let count = storage.entries.count
        if let last = storage.entries.last { storage.forgotten = (last.seq, last.lastNumber) }
        storage.entries.removeAll()
        budget.add(-storage.weight)
        storage.weight = 0
        storage.probes = 0
        storage.evictedThrough = 0
        return count
    }

    /// Removes all entries, and starts the numbers and the request ids from the beginning.
    ///
    /// It is for the journal of requests without a world; a world gets a new journal at each reset.
    package func restart() {
        storage.withLock { storage in
            _ = clear(&storage)
            storage.nextSeq = 1
            storage.forgotten = (0, 0)
            storage.unmatched = []
            storage.requestIDs = seed.stream("requests")
            storage.lastConnection = 0
            source.add(.reset)
        }
        source.deliver()
        identityNumber.store(Self.nextIdentity(), ordering: .relaxed)
    }

    /// The position of its last request in the order of the requests of all journals.
    var lastUse: Int { storage.withLock { $0.lastUse } }

    /// Evicts the oldest entries until `isEnough` returns true or `kept` entries are left.
    func forget(keeping kept: Int, until isEnough: () -> Bool) {
        storage.withLock { storage in
            while storage.entries.count > kept, !isEnough() { _ = forgetOldest(in: &storage) }
        }
    }

    /// Adds to the weight, and evicts the oldest entries if it is too much; returns the last one that was evicted.
    ///
    /// The caller frees that entry outside the lock. Most often it is the only one.
    private func grow(_ storage: inout Storage, by weight: Int) -> JournalEntry? {
        storage.weight += weight
        budget.add(weight)
        var evicted: JournalEntry?
        while storage.entries.count > 1, storage.weight > budget.perJournal { evicted = forgetOldest(in: &storage) }
        return evicted
    }

    private func forgetOldest(in storage: inout Storage) -> JournalEntry {
        let oldest = storage.entries.removeFirst()
        storage.evictedThrough = oldest.seq
        storage.forgotten = (oldest.seq, oldest.lastNumber)
        storage.weight -= oldest.weight
        budget.add(-oldest.weight)
        return oldest
    }
}
