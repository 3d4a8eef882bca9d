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
            "seq": .integer(row.seq),
            "method": .string(row.method),
            "path": .string(row.path),
            "verdict": (row.verdict?.name).map { .string($0) } ?? .null,
        ]
        switch row.verdict {
        case .same, nil: break
        case .notComparable(let reason): members["reason"] = .string(reason)
        case .differs(let differences):
            members["differences"] = .array(differences.prefix(ReplayDifference.limit).map(json))
        }
        return .object(members)
    }

    /// A value that is absent has no member.
    private static func json(_ difference: ReplayDifference) -> JSONValue {
        var members: JSONObject = ["pointer": .string(difference.pointer)]
        members["expected"] = difference.expected
        members["actual"] = difference.actual
        return .object(members)
    }
}
