import Documents
import Domain

extension CreationRange {
    /// Two instants that the contract has accepted, each optional.
    init(_ after: JSONValue?, _ before: JSONValue?) {
        self.init(
            after: after?.string.flatMap(Timestamp.init(iso8601:)),
            before: before?.string.flatMap(Timestamp.init(iso8601:))
        )
    }
}
