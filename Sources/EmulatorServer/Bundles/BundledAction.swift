package import Documents
package import Domain
import OrderedCollections

/// A control request in a failure bundle.
package struct BundledAction: Sendable {
    /// The number of the last request before it.
    package let afterSeq: Int
    /// When it came, on the world's clock.
    package let at: Timestamp
    /// When it came, in wall time.
    package let wallAt: Timestamp
    /// The method.
    package let method: String
    /// The path.
    package let path: String
    /// The body; nil if there was none.
    package let body: JSONValue?

    init(_ row: JSONValue) {
        afterSeq = row["after_seq"]?.integer ?? 0
        at = Timestamp(json: row["at"])
        wallAt = Timestamp(json: row["wall_at"])
        method = row["method"]?.string ?? ""
        path = row["path"]?.string ?? ""
        body = row["body"].flatMap { $0.isNull ? nil : $0 }
    }
}
