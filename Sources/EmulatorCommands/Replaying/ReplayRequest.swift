/// A request of a replay.
struct ReplayRequest: Sendable {
    let method: String
    /// The path with the query.
    let target: String
    var headers: [(name: String, value: String)]
    let body: [UInt8]
}
