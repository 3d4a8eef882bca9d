import Domain

/// The objects that a call's path names; one that does not exist is a 404.
extension Call {
    /// The account of `phone_number_id`.
    func account(in state: WorldState) throws(APIError) -> WhatsAppAccount {
        try mapped(state.account(phoneNumberID: path("phone_number_id")))
    }

    /// The customer of `id`.
    func customer(in state: WorldState) throws(APIError) -> Customer {
        try mapped(state.customer(path("id")))
    }

    /// The setup link of `link_id`, of the customer of `id`.
    func setupLink(in state: WorldState) throws(APIError) -> SetupLink {
        try mapped(state.setupLink(path("link_id"), of: state.customer(path("id"))))
    }

    /// The contact of `id`, at the account of `phone_number_id`.
    func contact(in state: WorldState) throws(APIError) -> Contact {
        let account = try account(in: state)
        return try mapped(state.contact(path("id"), of: account))
    }

    /// The conversation of `id`, at the account of `phone_number_id`.
    func conversation(in state: WorldState) throws(APIError) -> Conversation {
        let account = try account(in: state)
        return try mapped(state.conversation(path("id"), of: account))
    }

    /// The label of `id`.
    func label(in state: WorldState) throws(APIError) -> Label {
        try mapped(state.label(path("id")))
    }

    /// The webhook subscription of `id`.
    func webhookSubscription(in state: WorldState) throws(APIError) -> WebhookSubscription {
        try mapped(state.webhookSubscription(path("id")))
    }

    /// The webhook delivery of `id`, unless it is too old to be shown.
    func webhookDelivery(in state: inout WorldState) throws(APIError) -> WebhookDelivery {
        state.removeOldDeliveries(at: now)
        return try mapped(state.webhookDelivery(path("id")))
    }
}
