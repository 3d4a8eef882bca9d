extension EmbeddedAccount: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        EmbeddedAccount(
            phoneNumber: try coder.field("phone_number", \.phoneNumber),
            phoneNumberID: try coder.field("phone_number_id", \.phoneNumberID),
            owner: try coder.field("owner", \.owner)
        )
    }
}

extension EmbeddedAccount.Owner: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        EmbeddedAccount.Owner(id: try coder.field("id", \.id), name: try coder.field("name", \.name))
    }
}
