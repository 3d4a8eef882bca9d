package import Documents
import OrderedCollections

/// The error codes of a contract, from `components.x-error-catalog`; empty where a contract has none.
package struct ErrorCatalog: Sendable {
    /// What the contract says about one error code.
    package struct Entry: Sendable {
        /// The key of the entry.
        package let code: String
        /// The HTTP status that goes with the code.
        package let status: Int
        /// The class of errors that the code belongs to.
        package let type: String
        /// The message with `{name}` where a value belongs.
        package let message: String
        /// Values that fill the message of a sample.
        package let values: [String: String]
        /// Everything that stands in the entry.
        package let members: JSONObject
    }

    /// The entries in the order of the contract.
    package let entries: [Entry]
    private let positions: [String: Int]

    /// The catalogue in a contract that has not been checked.
    package init(of contract: JSONValue) {
        let catalog = contract["components"]?["x-error-catalog"]
        let entries = (catalog?.object ?? [:]).compactMap { code, entry in Entry(code: code, entry) }
        self.entries = entries
        positions = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.code, $0.offset) })
    }

    /// The entry of that code.
    package subscript(code: String) -> Entry? {
        positions[code].map { entries[$0] }
    }

    /// Whether the contract has no catalogue.
    package var isEmpty: Bool { entries.isEmpty }
}

extension ErrorCatalog.Entry {
    /// An entry that stands in no contract.
    package init(code: String, status: Int, type: String, message: String) {
        self.code = code
        self.status = status
        self.type = type
        self.message = message
        values = [:]
        members = [:]
    }

    fileprivate init?(code: String, _ value: JSONValue) {
        guard let members = value.object, let status = members["status"]?.integer else { return nil }
        self.code = code
        self.status = status
        self.members = members
        type = members["type"]?.string ?? ""
        message = members["message"]?.string ?? ""
        values = (members["values"]?.object ?? [:]).reduce(into: [:]) { values, member in
            values[member.key] = member.value.string ?? member.value.text
        }
    }
}
