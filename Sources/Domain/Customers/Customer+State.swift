extension CustomerStatus: StateCodable {}

extension Customer: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Customer(
            id: try coder.field("id", \.id),
            internalID: try coder.field("internal_id", \.internalID),
            name: try coder.field("name", \.name),
            email: try coder.field("email", \.email),
            status: try coder.field("status", \.status),
            metadata: try coder.field("metadata", \.metadata),
            archivedAt: try coder.field("archived_at", \.archivedAt),
            teamID: try coder.field("team_id", \.teamID),
            createdAt: try coder.field("created_at", \.createdAt),
            updatedAt: try coder.field("updated_at", \.updatedAt)
        )
    }
}
