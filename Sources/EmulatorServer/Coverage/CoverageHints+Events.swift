import Contract

extension CoverageHints {
    /// What causes an event.
    func hint(forEvent type: String) -> String {
        cause(of: type) ?? "Only POST /__admin/webhooks/trigger sends this event, and a triggered event does not count."
    }

    private func cause(of type: String) -> String? {
        switch type {
        case "contact.created": change(by: "createContact")
        case "contact.identity_updated": simulation("simulateIdentity")
        case "contact.updated": change(by: "updateContact")
        case "conversation.assigned", "conversation.closed": change(by: "updateConversation")
        case "customer.archived": change(by: "archiveCustomer")
        case "customer.created": change(by: "createCustomer")
        case "customer.onboarded", "customer.setup_link.consumed", "whatsapp_account.connected":
            simulation("simulateOnboarding")
        case "customer.setup_link.created": change(by: "createSetupLink")
        case "customer.updated": change(by: "updateCustomer")
        case "message.edited": amendment("edit")
        case "message.received": simulation("simulateInboundMessage")
        case "message.revoked": amendment("revoke")
        case "message.sent", "message.status":
            change(by: "sendMessage").map { "\($0) The event comes when WhatsApp has the message." }
        default: nil
        }
    }

    /// The request of an operation of the contract; nil if no handler answers it.
    private func change(by id: String) -> String? {
        guard let operation = contract.operation(id), table.isHandled(operation) else { return nil }
        return usualRequest(of: operation)
    }

    /// The request of a control operation.
    private func simulation(_ id: String) -> String? {
        ControlContract.contract.operation(id).map(usualRequest)
    }

    private func amendment(_ type: String) -> String? {
        simulation("simulateInboundMessage").map { "\($0) Then send one of the type `\(type)` for that message." }
    }
}
