import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import OrderedCollections

/// What a handler sees of a request: its parts by name, already validated against the contract.
struct Call: Sendable {
    let operation: Operation
    let path: PathParameters
    /// The query's values, typed as the contract has them.
    let query: [String: JSONValue]
    /// The body's object; empty where there is none.
    let body: JSONValue
    /// The schema's findings, to which a handler adds those of the domain.
    let fields: FieldReport
    let now: Timestamp
    let requestID: String
    /// The key that was used; absent for operations that need none.
    let apiKey: APIKey?
    /// The events that the call has caused.
    let events = CausedEvents()
    private let wall: Timestamp
    private let request: Request
    private let originPolicy: OriginPolicy

    init(
        _ active: borrowing ActiveRequest,
        _ route: Route,
        _ validation: RequestValidation,
        originPolicy: OriginPolicy
    ) {
        operation = route.operation
        path = route.path
        query = validation.parameters
        body = active.body ?? .object([:])
        fields = FieldReport(operation: route.operation, violations: validation.violations)
        now = active.now
        requestID = active.requestID
        apiKey = active.caller.member?.key
        wall = active.wall
        request = active.arrival.request
        self.originPolicy = originPolicy
    }

    /// Scheme and authority for URLs in answers.
    var origin: String { originPolicy.origin(of: request) }

    /// Changes or reads the world, and notes the events that this has caused.
    func change<Result: Sendable>(
        _ world: World,
        _ body: (inout WorldState) throws(APIError) -> Result
    ) throws(APIError) -> Result {
        let changed = try world.change(at: wall, body)
        events.add(changed.events)
        return changed.result
    }

    /// Refuses ids that cannot exist, where no code looks them up: a malformed id is an unknown one.
    func refuseMalformedPath(_ violations: [ContractViolation]) throws(APIError) {
        guard let broken = violations.first(where: { $0.location == .path }) else { return }
        throw .stating(.resourceNotFound, "No such object: \(path(broken.pointer.tokens.first ?? "")).")
    }

    /// The path parameter of that name, which the contract promises.
    func path(_ name: String) -> String {
        path[name] ?? ""
    }

    /// Rows on a page: the query's `limit`, 25 without one.
    var limit: Int {
        query["limit"]?.integer ?? 25
    }

    /// A query value as one of the cases of an enumeration; the contract has refused all others.
    func query<Value: RawRepresentable<String>>(_ name: String, as type: Value.Type = Value.self) -> Value? {
        query[name]?.string.flatMap(Value.init(rawValue:))
    }

    /// Answers one object.
    func data(_ status: Int = 200, _ data: (inout JSONWriter) -> Void) -> Answer {
        .data(status, requestID: requestID, data)
    }

    /// Answers what a deletion answers.
    func deleted(_ id: String, _ object: String) -> Answer {
        data { writer in
            writer.object { writer in
                writer.member("id", id)
                writer.member("object", object)
                writer.member("deleted", true)
            }
        }
    }

    /// Answers a list that is never paged.
    func list(_ items: [[UInt8]]) -> Answer {
        .list(items, nextCursor: nil, requestID: requestID)
    }
}

// MARK: Paging

extension Call {
    /// What a cursor of this list is bound to: the operation, the number it is about and every filter that is on.
    private var listName: String {
        let filters = query.filter { $0.key != "cursor" && $0.key != "limit" }.sorted { $0.key < $1.key }
        return operation.id + path("phone_number_id") + "?"
            + filters.map { "\($0.key)=\($0.value.text)" }.joined(separator: "&")
    }

    /// Where the page starts that the query's cursor marks; a cursor of another list becomes a finding.
    func position(in state: WorldState, _ fields: inout FieldReport) -> Int? {
        fields.check { () throws(DomainError) in try position(in: state) }
    }

    /// Where the page starts that the query's cursor marks; nil for the first page.
    func position(in state: WorldState) throws(DomainError) -> Int? {
        guard let cursor = query["cursor"]?.string else { return nil }
        return try state.cursors.position(of: cursor, in: listName)
    }

    /// Answers one page of a list.
    func list(_ page: Page, in state: WorldState) -> Answer {
        let next = page.nextPosition.map { state.cursors.cursor(at: $0, of: listName) }
        return .list(page.items, nextCursor: next, requestID: requestID)
    }
}
