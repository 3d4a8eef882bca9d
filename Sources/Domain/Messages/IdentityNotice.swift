import Documents

/// Meta's system message that a person has a new phone number or a new user id.
package struct IdentityNotice: Hashable, Sendable {
    /// The type of the system message.
    private enum Kind: String {
        case number = "user_changed_number"
        case userID = "user_changed_user_id"
    }

    /// Meta's id of the system message.
    let wamid: String
    /// The `phone_number_id` of the number that receives the message.
    let accountID: String
    /// The receiving number as Meta displays it.
    let displayPhoneNumber: String?
    /// The conversation with the person; nil if there is none.
    let conversationID: Identifier<Conversation>?
    /// The person before the change.
    let before: Correspondent
    /// The person after the change.
    let after: Correspondent

    /// `number` if the phone number changed and was visible before and after; else `userID`.
    private var kind: Kind {
        before.phoneNumber != nil && after.phoneNumber != nil && before.phoneNumber != after.phoneNumber
            ? .number : .userID
    }

    /// Writes the body of message.received with the system message.
    func write(to writer: inout JSONWriter, at now: Timestamp, switches: Switches) {
        let envelope = MetaEnvelope(accountID: accountID, displayPhoneNumber: displayPhoneNumber)
        envelope.write(to: &writer) { writer in
            writer.key("messages")
            writer.array { writer in
                writer.object { writer in
                    writer.member("id", wamid)
                    if kind == .number, let number = before.bareNumber { writer.member("from", number) }
                    writer.member("timestamp", String(now.seconds))
                    writer.member("type", "system")
                    writer.key("system")
                    writeChange(to: &writer, switches.metaIdentities)
                }
            }
        } beside: { writer in
            guard switches.passesKirim else { return }
            let sibling = KirimSibling(
                contact: after,
                messageID: nil,
                conversationID: conversationID,
                accountID: accountID,
                mediaURL: nil
            )
            sibling.write(to: &writer, switches.metaIdentities)
        }
    }

    private func writeChange(to writer: inout JSONWriter, _ identities: Switches.MetaIdentities) {
        let (old, new): (String?, String?) =
            switch kind {
            case .number: (before.bareNumber, after.bareNumber)
            case .userID: (before.userID, after.userID)
            }
        writer.object { writer in
            writer.member("body", "User \(before.profileName) changed from \(old ?? "") to \(new ?? "")")
            if kind == .number, let number = after.bareNumber { writer.member("wa_id", number) }
            switch identities {
            case .phoneOnly: break
            case .current, .documented:
                writer.member("user_id", after.userID)
                writer.member("previous_user_id", before.userID)
            }
            writer.member("type", kind.rawValue)
        }
    }
}

extension IdentityNotice: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        IdentityNotice(
            wamid: try coder.field("wamid", \.wamid),
            accountID: try coder.field("account_id", \.accountID),
            displayPhoneNumber: try coder.field("display_phone_number", \.displayPhoneNumber),
            conversationID: try coder.field("conversation_id", \.conversationID),
            before: try coder.field("before", \.before),
            after: try coder.field("after", \.after)
        )
    }
}
