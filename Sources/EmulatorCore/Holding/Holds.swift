package import Domain
import OrderedCollections
import Synchronization

/// The holds of one world, with the requests that they have stopped.
///
/// A match and the entry of the request are one atomic step, so that a hold that has ended stops nothing. The
/// deliveries that a hold has stopped are in the state of the world.
package final class Holds: Sendable {
    private struct Row {
        let hold: Hold
        /// The held requests by their numbers, oldest first.
        var requests: OrderedDictionary<Int, HeldRequest> = [:]
    }

    private struct Storage {
        var rows: [Row] = []
        /// Draws the ids of holds that come without one.
        var ids: RandomStream
        var isClosed = false

        func index(of id: String) -> Int? { rows.firstIndex { $0.hold.id == id } }
    }

    private let storage: Mutex<Storage>
    private let source: FeedSource
    // They are read without the lock, as most worlds have no holds.
    private let hasRequestHolds = Atomic(false)
    private let hasDeliveryHolds = Atomic(false)

    /// No holds; `source` publishes each change of a hold and of the requests that it holds.
    package init(seed: WorldSeed, source: FeedSource = FeedSource()) {
        storage = Mutex(Storage(ids: seed.stream("hold ids")))
        self.source = source
    }

    // MARK: The holds

    /// Draws an id for a hold that comes without one: `hld_` and ten letters or digits.
    package func drawID() -> String {
        storage.withLock { $0.ids.text(prefix: "hld_", length: 10, alphabet: .alphanumeric) }
    }

    /// All holds in the order in which they were created, which is the order in which they are asked.
    package var all: [Hold] { storage.withLock { $0.rows.map(\.hold) } }

    /// The hold with that id; nil if there is none.
    package func hold(_ id: String) -> Hold? {
        storage.withLock { storage in storage.index(of: id).map { storage.rows[$0].hold } }
    }

    /// Adds a hold; returns false if there is one with its id.
    package func add(_ hold: Hold) -> Bool {
        let isNew = storage.withLock { storage in
            guard storage.index(of: hold.id) == nil else { return false }
            if !storage.isClosed { storage.rows.append(Row(hold: hold)) }
            noteSubjects(of: storage)
            return true
        }
        if isNew { source.publish(.hold(hold.id)) }
        return isNew
    }

    /// Removes a hold, so that it stops nothing more; returns the requests that it had stopped, oldest first.
    func remove(_ id: String) -> [HeldRequest] {
        let removed = storage.withLock { storage -> [HeldRequest]? in
            guard let index = storage.index(of: id) else { return nil }
            let row = storage.rows.remove(at: index)
            noteSubjects(of: storage)
            return row.requests.values.elements
        }
        guard let removed else { return [] }
        source.publish(.hold(id))
        return removed
    }

    /// Removes all holds and accepts no new ones, because the world has ended.
    func close() {
        // The requests are freed outside the lock, as they may own much.
        let rows = storage.withLock { storage in
            storage.isClosed = true
            defer {
                storage.rows = []
                noteSubjects(of: storage)
            }
            return storage.rows
        }
        _ = rows
    }

    private func noteSubjects(of storage: borrowing Storage) {
        var (requests, deliveries) = (false, false)
        for row in storage.rows {
            switch row.hold.subject {
            case .requests: requests = true
            case .deliveries: deliveries = true
            }
        }
        hasRequestHolds.store(requests, ordering: .releasing)
        hasDeliveryHolds.store(deliveries, ordering: .releasing)
    }

    // MARK: Requests

    /// Whether a hold may stop a request; if not, callers skip the matching.
    package var stopsRequests: Bool { hasRequestHolds.load(ordering: .acquiring) }

    /// Adds a request to the first hold that matches it; returns false if none does.
    package func stop(_ request: HeldRequest, _ facts: RequestFacts, in phase: FaultPhase) -> Bool {
        let hold = storage.withLock { storage -> String? in
            guard let index = storage.rows.firstIndex(where: { $0.hold.matches(facts, in: phase) }) else {
                return nil
            }
            storage.rows[index].requests[request.seq] = request
            return storage.rows[index].hold.id
        }
        guard let hold else { return false }
        source.publish(.hold(hold))
        return true
    }

    /// Removes a request whose client has left, whichever hold has stopped it.
    package func drop(_ seq: Int) {
        // The request is freed outside the lock, as it may own much.
        let dropped = storage.withLock { storage -> (request: HeldRequest?, hold: String)? in
            guard let index = storage.rows.firstIndex(where: { $0.requests[seq] != nil }) else { return nil }
            return (storage.rows[index].requests.removeValue(forKey: seq), storage.rows[index].hold.id)
        }
        if let dropped { source.publish(.hold(dropped.hold)) }
    }

    /// The requests that a hold has stopped, oldest first.
    func requests(of id: String) -> [HeldRequest] {
        storage.withLock { storage in storage.index(of: id).map { storage.rows[$0].requests.values.elements } ?? [] }
    }

    /// Removes and returns those of the requests that a hold has stopped, in the order of their numbers in `seqs`.
    func take(_ seqs: [Int], of id: String) -> [HeldRequest] {
        let taken = storage.withLock { storage -> [HeldRequest] in
            guard let index = storage.index(of: id) else { return [] }
            let taken = seqs.compactMap { storage.rows[index].requests[$0] }
            let numbers = Set(taken.map(\.seq))
            storage.rows[index].requests.removeAll { numbers.contains($0.key) }
            return taken
        }
        if !taken.isEmpty { source.publish(.hold(id)) }
        return taken
    }

    // MARK: Deliveries

    /// Whether a hold may stop a delivery; if not, callers skip the matching.
    var stopsDeliveries: Bool { hasDeliveryHolds.load(ordering: .acquiring) }

    /// The id of the first hold that matches a delivery; nil if none does.
    func hold(of facts: DeliveryFacts) -> String? {
        storage.withLock { storage in storage.rows.first { $0.hold.matches(facts) }?.hold.id }
    }
}
