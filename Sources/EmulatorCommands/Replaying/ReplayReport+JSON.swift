import Documents
import OrderedCollections

extension ReplayReport {
    /// The report for programs.
    var json: JSONValue {
        let counts = counts
        return [
            "bundle": .string(file),
            "same": .integer(counts.same),
            "differs": .integer(counts.differs),
            "not_comparable": .integer(counts.notComparable),
            "warnings": .array(warnings.map { .string($0) }),
            "requests": .array(rows.map(Self.json)),
            "refused_actions": .array(
                refused.map { action in
                    [
                        "after_seq": .integer(action.afterSeq),
                        "method": .string(action.method),
                        "path": .string(action.path),
                        "problem": .string(action.problem),
                    ]
                }
            ),
        ]
    }

    private static func json(_ row: Row) -> JSONValue {
        var members: JSONObject = [
            "seq": .integer(row.seq), "method": .string(row.method), "path": .string(row.path),
        ]
        if let called = row.called { members["called"] = .string(called) }
        return .object(members.merging(row.verdict?.members ?? ["verdict": .null]) { $1 })
    }
}
