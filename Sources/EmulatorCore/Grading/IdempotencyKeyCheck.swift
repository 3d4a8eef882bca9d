import Domain

/// A retry of a POST must have the `Idempotency-Key` of the first attempt, and no other request may have that key.
///
/// A retry is recognized by path and body. A client may also make two equal requests on purpose. So another key counts
/// against a retry only if the key of the failed attempt never comes again. A POST without a key is judged only after
/// a broken response, when the client cannot know whether it was carried out. The MCP endpoint uses no keys.
enum IdempotencyKeyCheck: GradeCheck {
    static let kept = "Each retry of a POST had the Idempotency-Key of the first attempt"
    static let notSeen =
        "No POST was sent again after a failure; "
        + "a fault rule for a POST with {connection: reset} and `phase: after_commit` causes one."

    static func cases(in records: GradedRecords) -> [GradeCase] {
        var uses = IdempotencyKeyUses()
        for request in records.requests where request.entry.method == "POST" && request.entry.outcome.mcp == nil {
            uses.add(request)
        }
        return GradeCase.requests(uses.found)
    }
}
