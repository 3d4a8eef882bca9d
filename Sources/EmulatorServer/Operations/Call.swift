import Contract
import Documents
import Domain
import EmulatorCore
import HTTPServing
import OrderedCollections

/// A request for its handler: its parts by name, with the findings of validation against the contract.
struct Call: Sendable {
    let operation: Operation
    let path: PathParameters
    /// The query parameters, with their types in the contract.
    let query: [String: JSONValue]
    /// The JSON body; an empty object if there is none.
    let body: JSONValue
    /// The schema's findings; a handler copies them and adds those of the domain.
    let fields: FieldReport
    let now: Timestamp
    let requestID: String
    /// The key of the caller; nil for operations that need none.
    let apiKey: APIKey?
    /// The events and deliveries of the call's changes.
    let events = CausedEvents()
    let wall: Timestamp
    let request: Request
    let originPolicy: OriginPolicy
    /// Counts onboarding calls whose token no sandbox has.
    let unmatchedTokens: FixedWindowLimiter

    /// The base of URLs in the response.
    var origin: String { originPolicy.origin(of: request) }

    /// Changes or reads the world, and records the events of the change.
    func change<Result: Sendable>(
        _ world: World,
        _ body: (inout WorldState) throws(APIError) -> Result
    ) throws(APIError) -> Result {
        let changed = try world.change(at: wall, body)
        events.add(changed)
        return changed.result
    }

    /// Refuses path parameters that violate the schema with `resource_not_found`.
    ///
    /// It is for operations without a handler, as no code looks up their ids.
    func refuseMalformedPath(_ violations: [ContractViolation]) throws(APIError) {
        guard let broken = violations.first(where: { $0.location == .path }) else { return }
        throw .stating(.resourceNotFound, "No such object: \(path(broken.pointer.tokens.first ?? "")).")
    }

    /// The path parameter with that name, which exists because `OperationHandler` requires it.
    func path(_ name: String) -> String {
        path[name] ?? ""
    }

    /// The number of rows on a page: the query's `limit`, or 25.
    var limit: Int {
        query["limit"]?.integer ?? 25
    }

    /// A query parameter as a case of an enumeration; nil if it is absent or not a case, such as `all`.
    func query<Value: RawRepresentable<String>>(_ name: String, as type: Value.Type = Value.self) -> Value? {
        query[name]?.string.flatMap(Value.init(rawValue:))
    }

    /// Answers `{"data": …, "request_id": …}`.
    func data(_ status: Int = 200, _ data: (inout JSONWriter) -> Void) -> Answer {
        .data(status, requestID: requestID, data)
    }

    /// Answers `{"id": …, "object": …, "deleted": true}` as the data.
    func deleted(_ id: String, _ object: String) -> Answer {
        data { writer in
            writer.object { writer in
                writer.member("id", id)
                writer.member("object", object)
                writer.member("deleted", true)
            }
        }
    }

    /// Answers a list without pages.
    func list(_ items: [[UInt8]]) -> Answer {
        .list(items, nextCursor: nil, requestID: requestID)
    }
}

// MARK: Paging

extension Call {
    /// The list that a cursor is valid for: the operation, the path's phone number id and all filters in the query.
    private var listName: String {
        let filters = query.filter { $0.key != "cursor" && $0.key != "limit" }.sorted { $0.key < $1.key }
        return operation.id + path("phone_number_id") + "?"
            + filters.map { "\($0.key)=\($0.value.text)" }.joined(separator: "&")
    }

    /// The position of the query's cursor; a cursor of another list becomes a finding.
    func position(sealedBy cursors: CursorSeal, _ fields: inout FieldReport) -> Int? {
        fields.check { () throws(DomainError) in try position(sealedBy: cursors) }
    }

    /// The position of the query's cursor; nil for the first page.
    func position(sealedBy cursors: CursorSeal) throws(DomainError) -> Int? {
        guard let cursor = query["cursor"]?.string else { return nil }
        return try cursors.position(of: cursor, in: listName)
    }

    /// Answers one page of a list.
    func list(_ page: Page, sealedBy cursors: CursorSeal) -> Answer {
        let next = page.nextPosition.map { cursors.cursor(at: $0, of: listName) }
        return .list(page.items, nextCursor: next, requestID: requestID)
    }
}
