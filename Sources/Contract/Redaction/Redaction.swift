/// How a value of the API is shown to others, such as in a recording.
package enum Redaction: Hashable, Sendable {
    /// What stands for a value; the raw value is that of `x-redact`.
    package enum Kind: String, CaseIterable, Sendable {
        case id, name, text, token, url
    }

    /// As it is: the contract lists the value, or it is a time, a number or a boolean.
    case shown
    /// Without the ids, secrets, phone numbers and addresses that are in it.
    case cleaned
    /// A stand-in of a kind.
    case replaced(Kind)
    /// A stand-in of the value's own form, because the contract has a pattern for it; of a kind if it is not known.
    case formed(Kind)
    /// Only the type of the value.
    case emptied
    /// The name of a member that the contract does not declare at this place.
    case undeclared

    /// The values that `x-redact` may have.
    static let marks = Kind.allCases.map(\.rawValue) + ["none", "all"]

    /// The redaction that a mark demands; nil for an unknown mark.
    init?(mark: String) {
        switch mark {
        case "none": self = .cleaned
        case "all": self = .emptied
        default:
            guard let kind = Kind(rawValue: mark) else { return nil }
            self = .replaced(kind)
        }
    }
}
