/// A team of an organization; customers and labels belong to a team.
package struct Team: Hashable, Sendable {
    /// The internal id: `t1_` and 12 characters.
    package let id: Identifier<Team>
    /// The name that the organization gave the team.
    package var name: String

    /// A team with that id and name.
    package init(id: Identifier<Team>, name: String) {
        self.id = id
        self.name = name
    }
}
