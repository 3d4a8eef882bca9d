import Documents
import Domain

extension CreationRange {
    /// Creates a range from two optional instants, which the schema has validated.
    init(_ after: JSONValue?, _ before: JSONValue?) {
        self.init(
            after: after?.string.flatMap(Timestamp.init(iso8601:)),
            before: before?.string.flatMap(Timestamp.init(iso8601:))
        )
    }
}
