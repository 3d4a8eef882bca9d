import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import NIOHTTP1

/// One request on its way through the pipeline, and what has been found out about it so far.
struct Exchange: Sendable {
    let request: Request
    /// The path without the query, as sent.
    let path: String
    /// The query without the question mark, as sent.
    let query: String?
    /// When it came, on the machine's stopwatch.
    let startedAt: ContinuousClock.Instant
    /// When it came, or when it went on after a delay, on the wall.
    private(set) var wall: Timestamp
    /// The moment at which all of it happens: on the sandbox's clock once there is one, on the wall until then.
    var now: Timestamp
    /// What the contract knows of method and path.
    let match: RouteMatch

    // MARK: Whose it is

    var sandbox: Sandbox?
    var world: World?
    /// The organization as it was when the request came; meaningful once there is a world.
    var organization: Organization?
    var apiKey: APIKey?
    var journal: RequestJournal
    var seq = 0
    var requestID = ""

    // MARK: What it says

    /// The body as a value: what `content` holds, or JSON that was only parsed for fault rules.
    var body: JSONValue?
    /// The body as the contract describes its media type.
    var content = RequestContent.absent
    var rateLimit: RateLimitReading?
    var idempotency: IdempotencyUse?
    var outcome = JournalEntry.Outcome()
    /// Whether a handler has done what was asked for.
    var hasSucceeded = false
    /// What a rule has hit it with, until its answer breaks.
    var hit: OpenHit?
    /// How long a rule wants it to wait before what comes next.
    var delay: TimeSpan?

    /// The operation, if path and method name one.
    var operation: Operation? {
        if case .operation(let operation, _) = match { operation } else { nil }
    }

    /// The delay, which is waited for once.
    mutating func takeDelay() -> TimeSpan? {
        defer { delay = nil }
        return delay
    }

    /// Goes on at a later moment of the wall, and of the sandbox's clock.
    mutating func refresh(wall: Timestamp) {
        self.wall = wall
        now = world.map { world in world.transaction { $0.now(wall: wall) } } ?? wall
    }

    /// The rule that fired, if one did.
    var fault: String? { outcome.fault }

    var method: String { request.head.method.rawValue }

    var bodyBytes: [UInt8] {
        if case .complete(let bytes) = request.body { bytes } else { [] }
    }
}

/// The hit of a rule whose broken answer is still to come.
struct OpenHit: Sendable {
    let plan: FaultPlan
    let name: FaultHitName

    /// Notes when the answer breaks: what repeats the request comes after it.
    func broke(at moment: Timestamp) { plan.broke(name, at: moment) }
}

/// How a request uses its `Idempotency-Key`.
struct IdempotencyUse: Sendable {
    let key: String
    let fingerprint: [UInt8]
    /// Whether the answer comes from the record of an earlier call.
    var isReplay = false
    /// Whether this call holds the record and must end it.
    var isOwner = false
}
