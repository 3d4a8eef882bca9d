import Documents

extension WhatsAppAccount.Status: StateCodable {}

extension WhatsAppAccount: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        WhatsAppAccount(
            phoneNumberID: try coder.field("phone_number_id", \.phoneNumberID),
            phoneNumber: try coder.field("phone_number", \.phoneNumber),
            name: try coder.field("name", \.name),
            status: try coder.field("status", \.status),
            customerID: try coder.field("customer_id", \.customerID),
            onboardedAt: try coder.field("onboarded_at", \.onboardedAt)
        )
    }
}

extension AccountList: StateCodable {
    func writeState(to writer: inout JSONWriter) { all.writeState(to: &writer) }

    init(state json: JSONValue) throws(StateError) {
        self.init()
        for (index, account) in try [WhatsAppAccount](state: json).enumerated() {
            if let id = account.phoneNumberID, self[phoneNumberID: id] != nil {
                throw .duplicate(id).inside("phone_number_id").inside(index)
            }
            append(account)
        }
    }
}
