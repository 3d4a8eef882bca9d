/// A part of an organization; customers and labels belong to one.
package struct Team: Hashable, Sendable {
    /// The internal id, `t1_…`.
    package let id: Identifier<Team>
    /// What people call it.
    package var name: String

    /// A team with that id and name.
    package init(id: Identifier<Team>, name: String) {
        self.id = id
        self.name = name
    }
}
