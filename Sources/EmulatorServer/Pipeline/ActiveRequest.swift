import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// The state of a request while it is processed, from its entry in the journal to its response.
struct ActiveRequest: Sendable {
    let arrival: Arrival
    let caller: Caller
    /// The journal of the request's world, or the journal of unmatched requests.
    let journal: RequestJournal
    let seq: Int
    /// The request id of the response; an idempotent replay has the id of the first response.
    var requestID: String

    /// The wall time at which the request arrived or, after a wait, continued.
    private(set) var wall: Timestamp
    /// The time for everything that the request does: the world's clock, or wall time without a world.
    private(set) var now: Timestamp

    /// The body, read by its media type in the contract.
    var content = RequestContent.absent
    /// The value of `content`; before `content` is read, the JSON that was parsed for fault rules.
    var body: JSONValue?
    var rateLimit: RateLimitReading?
    var idempotency: IdempotencyUse?
    var outcome = JournalEntry.Outcome()
    /// The deliveries that the handler has caused.
    var deliveries: [Identifier<WebhookDelivery>] = []
    /// The latest messages of the conversation that a tool has read, as JSON objects.
    var latestMessages: [[UInt8]]?
    /// The status of the operation's answer, which coverage counts; at the MCP endpoint, the response may have another.
    var operationStatus: Int?
    /// The hit of the fault rule that fired, to record when the response breaks.
    var hit: OpenHit?

    /// Opens the request's entry in the journal of its world, or in the journal of unmatched requests.
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
            ),
            mcp: arrival.mcp?.trace
        )
        outcome.operation = arrival.operation?.id
        outcome.mcp = arrival.mcp?.trace
    }

    /// Sets both times when the request continues after a wait.
    mutating func refresh(wall: Timestamp) {
        self.wall = wall
        now = caller.world?.now(wall: wall) ?? wall
    }
}

extension HTTPHeaders {
    /// The headers in the form of the journal.
    var recorded: [HeaderField] {
        map { HeaderField(name: $0.name, value: $0.value) }
    }
}
