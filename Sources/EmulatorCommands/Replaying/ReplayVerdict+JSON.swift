import Documents
import OrderedCollections

extension ReplayVerdict {
    /// The members of a row in a report for programs: the verdict with its reason or differences.
    var members: JSONObject {
        var members: JSONObject = ["verdict": .string(name)]
        switch self {
        case .same: break
        case .notComparable(let reason): members["reason"] = .string(reason)
        case .differs(let differences):
            members["differences"] = .array(differences.prefix(ReplayDifference.limit).map(Self.json))
        }
        return members
    }

    /// A value that is absent has no member.
    private static func json(_ difference: ReplayDifference) -> JSONValue {
        var members: JSONObject = ["pointer": .string(difference.pointer)]
        members["expected"] = difference.expected
        members["actual"] = difference.actual
        return .object(members)
    }
}
