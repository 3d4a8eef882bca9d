import Documents
import Domain
import EmulatorCore

extension SimulationOperations {
    /// Sends a message from a contact, or edits or revokes one (simulateInboundMessage).
    @Sendable func receive(_ call: ControlCall) throws(MockError) -> Answer {
        let id = call.body["phone_number_id"]?.string ?? ""
        if let amendment = InboundAmendment(call.body) {
            return try change(call, 201) { state, now throws(DomainError) in
                try state.amend(amendment, on: try state.account(phoneNumberID: id), at: now)
            }
        }
        guard let draft = InboundDraft(call.body) else { throw MockError(.invalidBody, "There is no content.") }
        let origin = origin.origin(of: call.request)
        return try change(call, 201) { state, now throws(DomainError) in
            let account = try state.account(phoneNumberID: id)
            return try state.receive(draft, on: account, origin: origin, at: now)
        }
    }

    /// Reports statuses of an outbound message as Meta does, in the order of the request (simulateMessageStatus).
    @Sendable func report(_ call: ControlCall) throws(MockError) -> Answer {
        let names = call.body["statuses"]?.array ?? call.body["status"].map { [$0] } ?? []
        let statuses = names.compactMap { $0.string.flatMap(MessageStatus.init(rawValue:)) }
        let failure = call.body["error"]?.string.flatMap(MessageFailure.init(rawValue:))
        let id = call.body["message_id"]?.string ?? ""
        guard failure == nil || statuses.contains(.failed) else {
            throw MockError(.invalidBody, "`error` goes with the status `failed`.")
        }
        return try change(call, 200) { state, now throws(DomainError) in
            try state.simulateReports(statuses, failure, of: try state.message(named: id), at: now)
        }
    }

    /// Changes or creates a message; answers with the message and the events of the change.
    private func change(
        _ call: ControlCall,
        _ status: Int,
        _ change: (inout WorldState, Timestamp) throws(DomainError) -> Message
    ) throws(MockError) -> Answer {
        let sandbox = try call.oneSandbox(of: registry)
        let origin = origin.origin(of: call.request)
        let changed = try self.change(sandbox) { state, now throws(MockError) in
            let message = try described(change(&state, now))
            return (message: message, contact: state.conversations[message.conversationID]?.contactID)
        }
        let (message, contact) = changed.result
        return .control(status) { writer in
            writer.key("message")
            message.write(to: &writer, origin: origin)
            if message.direction == .inbound {
                writer.member("conversation_id", message.conversationID.description)
                writer.member("contact_id", contact?.description)
            }
            writer.key("events")
            writer.array { writer in for id in changed.events { writer.value(id.description) } }
        }
    }
}
