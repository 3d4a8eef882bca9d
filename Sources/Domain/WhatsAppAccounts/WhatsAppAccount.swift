package import Documents

/// A phone number on WhatsApp; at most one customer owns it.
package struct WhatsAppAccount: Hashable, Sendable {
    /// How ready the number is; only connected ones send.
    package enum Status: String, CaseIterable, Sendable {
        case connected, disconnected, degraded, onboarding, pending
    }

    /// The id that stands in paths; nil while onboarding.
    package var phoneNumberID: String?
    /// As Meta displays it, echoed as it is.
    package var phoneNumber: String?
    /// The verified name.
    package var name: String?
    /// How ready the number is.
    package var status: Status
    /// The owner; nil for an account of the organization itself.
    package var customerID: Identifier<Customer>?
    /// When the number was connected.
    package var onboardedAt: Timestamp?

    /// An account with those details.
    package init(
        phoneNumberID: String?,
        phoneNumber: String?,
        name: String?,
        status: Status,
        customerID: Identifier<Customer>? = nil,
        onboardedAt: Timestamp? = nil
    ) {
        self.phoneNumberID = phoneNumberID
        self.phoneNumber = phoneNumber
        self.name = name
        self.status = status
        self.customerID = customerID
        self.onboardedAt = onboardedAt
    }
}

extension WhatsAppAccount {
    /// Writes the row of listAccounts, with the owner's present name.
    package func write(to writer: inout JSONWriter, owner: Customer?) {
        writer.object { writer in
            writer.member("object", "account")
            writer.member("phone_number_id", phoneNumberID)
            writer.member("phone_number", phoneNumber)
            writer.member("name", name)
            writer.member("status", status.rawValue)
            writer.key("customer")
            guard let owner else { return writer.value(.null) }
            owner.writeSummary(to: &writer)
        }
    }

    /// Writes the number as customer.onboarded shows it.
    func writePhoneNumber(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("phone_number_id", phoneNumberID)
            writer.member("phone_number", phoneNumber)
            writer.member("name", name)
            writer.member("status", status.rawValue)
        }
    }

    /// Writes the row that getCustomer shows among `whatsapp_accounts`.
    package func writeOwned(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("phone_number_id", phoneNumberID)
            writer.member("phone_number", phoneNumber)
            writer.member("name", name)
            writer.member("status", status.rawValue)
            writer.member("onboarded_at", onboardedAt?.description)
        }
    }
}

extension Customer {
    /// Writes `{id, name}`, which accounts and setup-link events carry.
    package func writeSummary(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("name", name)
        }
    }
}
