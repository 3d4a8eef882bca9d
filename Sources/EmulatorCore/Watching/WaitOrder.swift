package import Documents
package import Domain
import OrderedCollections

/// What to wait for, and for how long.
package struct WaitOrder: Sendable {
    private static let longest = TimeSpan(milliseconds: 300_000)

    let criterion: Criterion
    /// The number of matches that ends the wait.
    let count: Int
    /// Whether a match must not happen.
    let isNever: Bool
    let sinceSeq: Int
    /// How many of the first matches the references of the report leave out.
    let offset: Int
    /// How long to wait, in wall time.
    package let timeout: TimeSpan
    let watched: WatchedContract

    /// Reads the body of a request whose schema has been validated.
    package init(_ json: JSONValue, of watched: WatchedContract) throws(ReadingError) {
        criterion = try Criterion(json, at: "", countsInjected: json["injected"]?.bool ?? false, watched.names)
        count = json["count"]?.integer ?? 1
        isNever = json["never"]?.bool ?? false
        sinceSeq = json["since_seq"]?.integer ?? 0
        offset = json["offset"]?.integer ?? 0
        self.watched = watched
        if isNever, json["count"] != nil {
            throw ReadingError("/count", "cannot be given with `never`, which is about the first match")
        }
        guard let text = json["timeout"]?.string else {
            timeout = .seconds(5)
            return
        }
        guard let span = TimeSpan(text) else { throw .noDuration(at: "/timeout") }
        guard span <= Self.longest else { throw ReadingError("/timeout", "must be at most 5m") }
        timeout = span
    }
}
