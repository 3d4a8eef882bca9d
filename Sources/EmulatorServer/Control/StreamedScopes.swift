import DequeModule
import EmulatorCore
import HTTPServing

/// The scopes that clients stream, or have streamed and may resume without a gap.
struct StreamedScopes: Sendable {
    private struct Entry {
        /// The number of the first event since the scope is observed.
        let firstID: Int
        var streams: [ObjectIdentifier: EventSubscription] = [:]
        /// The last event before the last stream was closed; nil if none was closed yet.
        var lastIDOfStreams: Int?
    }

    private var entries: [FeedScope: Entry] = [:]
    /// The scopes whose last stream was closed, with the last event before that; some have streams again.
    private var closed: Deque<(scope: FeedScope, lastID: Int)> = []

    var isEmpty: Bool { entries.isEmpty }

    func contains(_ scope: FeedScope) -> Bool { entries[scope] != nil }

    /// The number of the first event since a scope is observed; nil if it is not.
    func firstID(of scope: FeedScope) -> Int? { entries[scope]?.firstID }

    /// Adds a scope without streams.
    mutating func add(_ scope: FeedScope, firstID: Int) { entries[scope] = Entry(firstID: firstID) }

    // MARK: Streams

    mutating func add(_ subscription: EventSubscription, of response: StreamedResponse, to scope: FeedScope) {
        entries[scope]?.streams[ObjectIdentifier(response)] = subscription
    }

    func subscription(of response: StreamedResponse, in scope: FeedScope) -> EventSubscription? {
        entries[scope]?.streams[ObjectIdentifier(response)]
    }

    /// Removes a stream when `lastID` is the number of the last event.
    mutating func remove(_ response: StreamedResponse, from scope: FeedScope, lastID: Int) {
        guard var entry = entries[scope], entry.streams.removeValue(forKey: ObjectIdentifier(response)) != nil else {
            return
        }
        if entry.streams.isEmpty, entry.lastIDOfStreams != lastID {
            entry.lastIDOfStreams = lastID
            closed.append((scope, lastID))
        }
        entries[scope] = entry
    }

    /// The streams that have the observations of a scope.
    func streams(of scope: FeedScope) -> [EventSubscription] {
        if scope == .server { return entries.values.flatMap(\.streams.values) }
        var streams = entries[scope].map { Array($0.streams.values) } ?? []
        if let all = entries[.all] { streams += all.streams.values }
        return streams
    }

    // MARK: Unused scopes

    /// Removes the scopes that no client can resume without a gap, when `firstID` is the oldest event that is kept.
    mutating func removeUnused(firstID: Int) -> [FeedScope] {
        var unused: [FeedScope] = []
        while let first = closed.first, first.lastID + 1 < firstID {
            closed.removeFirst()
            guard let entry = entries[first.scope], entry.streams.isEmpty, entry.lastIDOfStreams == first.lastID else {
                continue
            }
            entries[first.scope] = nil
            unused.append(first.scope)
        }
        return unused
    }
}
