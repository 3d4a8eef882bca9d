import Documents
import Domain
import EmulatorCore

extension SimulationOperations {
    /// Lets somebody get another number, username or user id on WhatsApp, or hide the number, and answers the contact.
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
    /// What the call asks for; a username of null is none any more.
    fileprivate init(_ body: JSONValue) {
        self.init()
        phoneNumber = body["new_number"]?.string?.withPlus
        userID = body["new_user_id"]?.string
        if let name = body["new_username"] { username = .set(name.string) }
        phone = body["phone"]?.string.flatMap(PhoneVisibility.init(rawValue:))
    }
}

extension String {
    /// A number in E.164 form, whose `+` may have been left out.
    fileprivate var withPlus: String { hasPrefix("+") ? self : "+" + self }
}
