package import Documents

/// A message that Meta has looked at, or will, so that it may be sent at any time.
package struct Template: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "tmpl_"

    /// What came of the review.
    package enum Status: String, CaseIterable, Sendable {
        case approved, pending, rejected
    }

    /// What it is for, and so what it costs.
    package enum Category: String, CaseIterable, Sendable {
        case marketing = "MARKETING"
        case utility = "UTILITY"
        case authentication = "AUTHENTICATION"
    }

    /// The public id.
    package let id: Identifier<Template>
    /// The `phone_number_id` of the number that sends it.
    package let accountID: String
    /// Lower-case letters, digits and underscores; several languages may share it.
    package let name: String
    /// A code such as `id` or `en_US`.
    package let language: String
    /// What came of the review.
    package internal(set) var status: Status
    /// What it is for.
    package let category: Category
    /// As they were created.
    package let components: [JSONValue]
    /// The names of the variables, as they were created.
    package let variables: [String]
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// The text of the body, variables written `{{1}}`.
    package var body: String {
        components.first { $0["type"] == "BODY" }?["text"]?.string ?? ""
    }
}

extension Template: Resource {
    /// The templates of a number, in a status, in a language; nil for any.
    package struct ListKey: Hashable, Sendable {
        /// The number's `phone_number_id`.
        package var accountID: String
        /// Those in one status.
        package var status: Status?
        /// Those in one language.
        package var language: String?
    }

    package var listKeys: [ListKey] { [ListKey(accountID: accountID)] }
}
