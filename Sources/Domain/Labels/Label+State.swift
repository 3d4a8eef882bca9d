extension Label.Color: StateCodable {}

extension Label: StateObject {
    static func coded(by coder: inout StateCoder<Self>) throws(StateError) -> Self {
        Label(
            id: try coder.field("id", \.id),
            name: try coder.field("name", \.name),
            color: try coder.field("color", \.color),
            teamID: try coder.field("team_id", \.teamID),
            createdAt: try coder.field("created_at", \.createdAt),
            updatedAt: try coder.field("updated_at", \.updatedAt)
        )
    }
}
