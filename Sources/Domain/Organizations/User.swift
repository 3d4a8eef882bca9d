/// A member of the organization, who works in its dashboard.
package struct User: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "usr_"

    /// The public id.
    package let id: Identifier<User>
    /// The name of the user.
    package var name: String?
    /// The email address of the user.
    package var email: String?

    /// A user with those fields.
    package init(id: Identifier<User>, name: String?, email: String?) {
        self.id = id
        self.name = name
        self.email = email
    }
}
