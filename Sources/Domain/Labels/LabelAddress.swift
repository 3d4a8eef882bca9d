/// A name among the labels of one team, in whatever case.
struct LabelAddress: Hashable, Sendable {
    private let foldedName: String
    private let teamID: Identifier<Team>

    init(name: String, teamID: Identifier<Team>) {
        foldedName = name.lowercased()
        self.teamID = teamID
    }
}
