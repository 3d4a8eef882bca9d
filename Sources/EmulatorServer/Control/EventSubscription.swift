import EmulatorCore
import HTTPServing
import Synchronization

/// One client's stream of events: sends what the client can take, and remembers up to where.
final class EventSubscription: Sendable {
    private let response: StreamedResponse
    private let scope: FeedScope
    private weak let log: EventLog?
    private let position: Mutex<Position>

    private struct Position {
        /// The number of the last event that was sent or skipped.
        var lastID: Int
        /// Whether the client can take no more until `resume()`.
        var isFull = false
    }

    init(_ response: StreamedResponse, of scope: FeedScope, after id: Int, log: EventLog) {
        self.response = response
        self.scope = scope
        self.log = log
        position = Mutex(Position(lastID: id))
    }

    /// Has `pump()` called when the client can take events.
    func announce() { response.announce() }

    /// Sends all events that were not sent yet, until the client can take no more.
    ///
    /// What was refused is sent by `resume()`, unless it has been evicted by then; the client gets an event `gap` then.
    func pump() {
        position.withLock { position in
            if !position.isFull { send(from: &position) }
        }
    }

    /// Goes on when the client can take more again.
    func resume() {
        position.withLock { position in
            position.isFull = false
            send(from: &position)
        }
    }

    private func send(from position: inout Position) {
        guard let (events, gap, newest) = log?.events(after: position.lastID, of: scope) else { return }
        if let gap {
            position.isFull = !response.send(StreamEvent.gap(from: gap.lowerBound, through: gap.upperBound))
            guard !position.isFull else { return }
            position.lastID = gap.upperBound
        }
        for event in events {
            position.isFull = !response.send(event.bytes)
            guard !position.isFull else { return }
            position.lastID = event.id
        }
        position.lastID = newest
    }
}
