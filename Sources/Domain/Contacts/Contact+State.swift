extension Contact.AcquisitionSource: StateCodable {}

extension Contact.Field: StateCodable {}

extension Contact: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Contact(
            id: try coder.field("id", \.id),
            accountID: try coder.field("account_id", \.accountID),
            userID: try coder.field("user_id", \.userID),
            phoneNumber: try coder.field("phone_number", \.phoneNumber),
            username: try coder.field("username", \.username),
            name: try coder.field("name", \.name),
            email: try coder.field("email", \.email),
            metadata: try coder.field("metadata", \.metadata),
            labels: try coder.field("labels", \.labels),
            createdAt: try coder.field("created_at", \.createdAt),
            updatedAt: try coder.field("updated_at", \.updatedAt)
        )
    }
}
