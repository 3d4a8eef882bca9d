package import Documents

/// A phone number that is connected to WhatsApp; at most one customer owns it.
package struct WhatsAppAccount: Hashable, Sendable {
    /// Whether the number is connected; only a connected number can send.
    package enum Status: String, CaseIterable, Sendable {
        case connected, disconnected, degraded, onboarding, pending
    }

    /// The id that identifies the account in paths; nil while onboarding.
    package var phoneNumberID: String?
    /// The number as Meta displays it.
    package var phoneNumber: String?
    /// The name that Meta has verified for the number.
    package var name: String?
    /// Whether the number is connected.
    package var status: Status
    /// The customer that owns it; nil if the organization itself does.
    package var customerID: Identifier<Customer>?
    /// When the number was connected; nil if it never was.
    package var onboardedAt: Timestamp?

    /// An account with those fields.
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
    /// Writes the account as listAccounts shows it, with the owner's current name.
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

    /// Writes the account as getCustomer shows it in `whatsapp_accounts`.
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
    /// Writes `{id, name}`, as accounts and the events of setup links show the customer.
    package func writeSummary(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("name", name)
        }
    }
}
