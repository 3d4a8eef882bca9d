import Domain
import EmulatorCore
import HTTPServing
import Synchronization

/// One client's stream of events: sends what the client can take, and remembers up to where.
final class EventSubscription: Sendable {
    private let response: StreamedResponse
    private let sandbox: Identifier<Sandbox>?
    private weak let log: EventLog?
    /// The number of the last event that was sent or skipped.
    private let lastID: Mutex<Int>

    init(_ response: StreamedResponse, sandbox: Identifier<Sandbox>?, after id: Int, log: EventLog) {
        self.response = response
        self.sandbox = sandbox
        self.log = log
        lastID = Mutex(id)
    }

    /// Sends all events that were not sent yet, until the client can take no more.
    ///
    /// What was refused is sent by a later call, unless it has been evicted by then; the client gets an event `gap` then.
    func pump() {
        lastID.withLock { lastID in
            guard let (events, gap, newest) = log?.events(after: lastID, of: sandbox) else { return }
            if let gap {
                guard response.send(StreamEvent.gap(from: gap.lowerBound, through: gap.upperBound)) else { return }
                lastID = gap.upperBound
            }
            for event in events {
                guard response.send(event.bytes) else { return }
                lastID = event.id
            }
            lastID = newest
        }
    }
}
