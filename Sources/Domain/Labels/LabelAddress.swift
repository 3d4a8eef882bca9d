/// The fields that identify a label: its team and its name regardless of case.
struct LabelAddress: Hashable, Sendable {
    private let foldedName: String
    private let teamID: Identifier<Team>

    init(name: String, teamID: Identifier<Team>) {
        foldedName = name.lowercased()
        self.teamID = teamID
    }
}
