package import Documents
import OrderedCollections

/// The error codes of a contract, from `components.x-error-catalog`.
package struct ErrorCatalog: Sendable {
    /// An error code with its status and message.
    package struct Entry: Sendable {
        /// The code, which is the key of the entry.
        package let code: String
        /// The HTTP status of responses with the code.
        package let status: Int
        /// The member `type`: the group of errors that the code belongs to.
        package let type: String
        /// The message, with `{name}` as the placeholder of a value.
        package let message: String
        /// The values for the placeholders in the message of a sample.
        package let values: [String: String]
        /// Whether only a fault rule gives the code: the member `x-injected-only`.
        package let isInjectedOnly: Bool
        /// All members of the entry.
        package let members: JSONObject
    }

    /// The entries in the order of the contract.
    package let entries: [Entry]
    private let positions: [String: Int]

    /// Reads the catalogue of a contract document, which need not have been checked.
    package init(of contract: JSONValue) {
        let catalog = contract["components"]?["x-error-catalog"]
        let entries = (catalog?.object ?? [:]).compactMap { code, entry in Entry(code: code, entry) }
        self.entries = entries
        positions = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($0.element.code, $0.offset) })
    }

    /// The entry of a code.
    package subscript(code: String) -> Entry? {
        positions[code].map { entries[$0] }
    }

    /// Whether the contract has no catalogue.
    package var isEmpty: Bool { entries.isEmpty }
}

extension ErrorCatalog.Entry {
    /// An entry that is not from a contract.
    package init(code: String, status: Int, type: String, message: String) {
        self.code = code
        self.status = status
        self.type = type
        self.message = message
        values = [:]
        isInjectedOnly = false
        members = [:]
    }

    fileprivate init?(code: String, _ value: JSONValue) {
        guard let members = value.object, let status = members["status"]?.integer else { return nil }
        self.code = code
        self.status = status
        self.members = members
        type = members["type"]?.string ?? ""
        message = members["message"]?.string ?? ""
        isInjectedOnly = members["x-injected-only"]?.bool ?? false
        values = (members["values"]?.object ?? [:]).reduce(into: [:]) { values, member in
            values[member.key] = member.value.plainText
        }
    }
}
