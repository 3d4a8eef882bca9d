import Documents
import Domain
import EmulatorCore

extension RecordedAction {
    /// The action in a row of a failure bundle, which the schema of bundles has validated.
    init(_ row: JSONValue) {
        self.init(
            afterSeq: row["after_seq"]?.integer ?? 0,
            at: Timestamp(json: row["at"]),
            wallAt: Timestamp(json: row["wall_at"]),
            method: row["method"]?.string ?? "",
            path: row["path"]?.string ?? "",
            body: row["body"].flatMap { $0.isNull ? nil : $0 }
        )
    }
}
