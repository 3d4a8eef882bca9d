import Documents
import Domain
import EmulatorCore

extension SimulationOperations {
    /// Changes a contact's number, username or user id on WhatsApp, or the visibility of the number (simulateIdentity).
    @Sendable func changeIdentity(_ call: ControlCall) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let body = call.body
        let change = IdentityChange(body)
        let changed = try self.change(sandbox) { state, now throws(MockError) in
            let contact = try described(Self.contact(body, in: state))
            let changed = try described(state.changeIdentity(of: contact, change, at: now))
            return (contact: changed, account: state.embeddedAccount(phoneNumberID: changed.accountID))
        }
        return .control { writer in
            writer.key("contact")
            changed.result.contact.write(to: &writer, on: changed.result.account)
            writer.key("events")
            writer.array { writer in for id in changed.events { writer.value(id.description) } }
        }
    }

    private static func contact(_ body: JSONValue, in state: WorldState) throws(DomainError) -> Contact {
        let account = try state.account(phoneNumberID: body["phone_number_id"]?.string ?? "")
        return try state.contact(
            phoneNumber: body["from"]?.string?.withPlus,
            userID: body["user_id"]?.string,
            on: account
        )
    }
}

extension IdentityChange {
    /// The body of simulateIdentity; the username null removes the username.
    fileprivate init(_ body: JSONValue) {
        self.init()
        phoneNumber = body["new_number"]?.string?.withPlus
        userID = body["new_user_id"]?.string
        if let name = body["new_username"] { username = .set(name.string) }
        phone = body["phone"]?.string.flatMap(PhoneVisibility.init(rawValue:))
    }
}

extension String {
    /// The number in E.164 form; the `+` is added if it is missing.
    fileprivate var withPlus: String { hasPrefix("+") ? self : "+" + self }
}
