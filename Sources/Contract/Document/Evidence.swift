package import Documents
import OrderedCollections

/// What is known of an operation of the vendor's API (`x-evidence`).
package enum Evidence: Hashable, Sendable {
    /// Only the contract says that the operation exists and how it responds.
    case contract
    /// The vendor documents the operation.
    case documented
    /// The vendor's responses are in a recording of a date, such as `2026-06-05`.
    case recorded(date: String)

    /// What the member may be, for messages.
    static let forms = "`contract`, `documented` or {recorded: DATE} with a date such as 2026-06-05"

    /// Reads the member; nil if it has another form.
    package init?(_ json: JSONValue) {
        switch json {
        case "contract": self = .contract
        case "documented": self = .documented
        case .object(let members):
            guard members.count == 1, let date = members["recorded"]?.string, TimeFormat.matchesDate(date.utf8[...])
            else {
                return nil
            }
            self = .recorded(date: date)
        case .null, .bool, .integer, .number, .string, .array: return nil
        }
    }
}

extension Operation {
    /// The member `x-evidence`; nil if the operation has none.
    package var evidence: Evidence? { extensions["x-evidence"].flatMap(Evidence.init) }
}
