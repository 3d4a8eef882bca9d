package import Documents

/// A customer of the platform; customers own WhatsApp accounts.
package struct Customer: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "cus_"

    /// The public id.
    package let id: Identifier<Customer>
    /// The id that setup links show as `customer_id`.
    package let internalID: String
    /// The name: 1 to 200 characters on one line.
    package internal(set) var name: String
    /// The email address; its form is checked by the contract's schema, its existence is not.
    package internal(set) var email: String?
    /// The status; see `CustomerStatus`.
    package internal(set) var status: CustomerStatus
    /// Free JSON that the platform stored.
    package internal(set) var metadata: JSONObject?
    /// When the customer was archived; nil unless its status is `archived`.
    package internal(set) var archivedAt: Timestamp?
    /// The team that the customer belongs to.
    package let teamID: Identifier<Team>
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp
}

extension CustomerStatus {
    /// Whether updateCustomer may set `target`: only `active` to `suspended` and back, or the same status.
    package func canBePatched(to target: CustomerStatus) -> Bool {
        switch (self, target) {
        case (.active, .suspended), (.suspended, .active): true
        case _ where self == target: true
        default: false
        }
    }
}

extension Customer: Resource {
    /// The lists that a customer is in: all but the archived ones, and by status; each for one team, or nil for all.
    package enum ListKey: Hashable, Sendable {
        case visible(team: Identifier<Team>?)
        case status(CustomerStatus, team: Identifier<Team>?)
    }

    package var listKeys: [ListKey] {
        let ofStatus: [ListKey] = [.status(status, team: nil), .status(status, team: teamID)]
        return status == .archived ? ofStatus : ofStatus + [.visible(team: nil), .visible(team: teamID)]
    }

    /// Writes the customer as listCustomers shows it, without accounts.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in writeMembers(to: &writer) }
    }

    /// Writes the customer's members without the braces, so that getCustomer can add the accounts.
    package func writeMembers(to writer: inout JSONWriter) {
        writer.member("id", id.description)
        writer.member("object", "customer")
        writer.member("name", name)
        writer.member("email", email)
        writer.member("status", status.rawValue)
        writer.member("metadata", metadata.map(JSONValue.object))
        writer.member("archived_at", archivedAt?.description)
        writer.member("team_id", teamID.description)
        writer.member("created_at", createdAt.description)
        writer.member("updated_at", updatedAt.description)
    }
}
