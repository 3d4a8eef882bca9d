import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// A request on its way to its answer: numbered in a journal, and carried from check to check.
struct ActiveRequest: Sendable {
    let arrival: Arrival
    let caller: Caller
    /// The journal of its world, or that of unmatched requests.
    let journal: RequestJournal
    let seq: Int
    /// The id of the answer; a replay repeats that of the first answer.
    var requestID: String

    /// When it came, or when it went on after a delay, on the wall clock.
    private(set) var wall: Timestamp
    /// The moment at which all of it happens: on the world's clock, on the wall clock without a world.
    private(set) var now: Timestamp

    /// The body as the contract describes its media type.
    var content = RequestContent.absent
    /// The body as a value: what `content` holds, or JSON that was only parsed for fault rules.
    var body: JSONValue?
    var rateLimit: RateLimitReading?
    var idempotency: IdempotencyUse?
    var outcome = JournalEntry.Outcome()
    /// What a rule has hit it with, until its answer breaks.
    var hit: OpenHit?

    /// Numbers a request in the journal of its world, or in that of unmatched requests.
    init(_ arrival: Arrival, _ admitted: Admitted, unmatched: RequestJournal) {
        self.arrival = arrival
        caller = admitted.caller
        journal = admitted.caller.world?.journal ?? unmatched
        wall = arrival.wall
        now = admitted.now
        let connection = arrival.request.connection
        (seq, requestID) = journal.open(
            JournalOpening(
                method: arrival.method,
                path: arrival.path,
                query: arrival.query,
                request: RecordedMessage(headers: arrival.headers.recorded, body: arrival.bodyBytes),
                connection: connection?.number(for: journal.identity, making: journal.numberConnection),
                at: now,
                wallAt: EmulatorClock.system.now
            )
        )
        outcome.operation = arrival.operation?.id
    }

    /// Goes on at a later moment of the wall clock, and of the world's.
    mutating func refresh(wall: Timestamp) {
        self.wall = wall
        now = caller.world?.now(wall: wall) ?? wall
    }
}

extension HTTPHeaders {
    /// The headers as the journal keeps them.
    var recorded: [HeaderField] {
        map { HeaderField(name: $0.name, value: $0.value) }
    }
}
