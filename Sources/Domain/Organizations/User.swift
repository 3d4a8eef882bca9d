/// A person who works in the organization's dashboard.
package struct User: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "usr_"

    /// The public id.
    package let id: Identifier<User>
    /// The person's name.
    package var name: String?
    /// The person's address.
    package var email: String?

    /// A user with those details.
    package init(id: Identifier<User>, name: String?, email: String?) {
        self.id = id
        self.name = name
        self.email = email
    }
}
