import Documents
import Domain
import EmulatorCore
import OrderedCollections

extension DatedState {
    /// The JSON of an object as the API shows it in this state; nil if the state does not have the object.
    ///
    /// A customer is shown without its accounts, which are objects of their own. Contacts and conversations also have
    /// their labels, which the API does not show. `origin` is the base of URLs.
    func json(of name: ObjectName, origin: String) -> JSONValue? {
        bytes(of: name, origin: origin).flatMap { try? JSONValue(parsing: $0, maximumDepth: WorldState.exportDepth) }
    }

    private func bytes(of name: ObjectName, origin: String) -> [UInt8]? {
        switch name.kind {
        case .organization: organizationBytes
        case .customer: bytes(state.customers[Identifier(name.id)]) { $0.write(to: &$1) }
        case .setupLink: bytes(state.setupLinks[Identifier(name.id)]) { $0.write(to: &$1, at: now) }
        case .account:
            bytes(state.accounts[phoneNumberID: name.id]) { account, writer in
                account.write(to: &writer, owner: account.customerID.flatMap { state.customers[$0] })
            }
        case .contact:
            bytes(state.contacts[Identifier(name.id)]) { contact, writer in
                let account = state.embeddedAccount(phoneNumberID: contact.accountID)
                let shown = JSONWriter.bytes { contact.write(to: &$0, on: account) }
                writer.object(extending: shown) { $0.member("labels", contact.labels.json) }
            }
        case .conversation:
            bytes(state.conversations[Identifier(name.id)]) { conversation, writer in
                let account = state.embeddedAccount(phoneNumberID: conversation.accountID)
                let shown = JSONWriter.bytes { state.write(conversation, on: account, to: &$0) }
                writer.object(extending: shown) { $0.member("labels", conversation.labels.json) }
            }
        case .label: bytes(state.labels[Identifier(name.id)]) { $0.write(to: &$1) }
        case .message: bytes(state.messages[Identifier(name.id)]) { $0.write(to: &$1, origin: origin) }
        case .template:
            bytes(state.templates[Identifier(name.id)]) { template, writer in
                template.write(to: &writer, of: state.embeddedAccount(phoneNumberID: template.accountID))
            }
        case .webhookSubscription:
            bytes(state.webhookSubscriptions[Identifier(name.id)]) { $0.write(to: &$1, at: now) }
        case .webhookDelivery: bytes(state.deliveries[Identifier(name.id)]) { $0.write(to: &$1) }
        }
    }

    private var organizationBytes: [UInt8] {
        let organization = state.organization
        return JSONWriter.bytes { writer in
            writer.object { writer in
                organization.writeSettings(
                    to: &writer,
                    id: organization.id.description,
                    keys: organization.apiKeys,
                    at: now
                )
            }
        }
    }

    private func bytes<Object>(_ object: Object?, _ write: (Object, inout JSONWriter) -> Void) -> [UInt8]? {
        object.map { object in JSONWriter.bytes { writer in write(object, &writer) } }
    }
}

extension [Identifier<Label>] {
    fileprivate var json: JSONValue { .array(map { .string($0.description) }) }
}
