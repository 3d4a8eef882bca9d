/// Identifies one object of a world.
package struct ObjectName: Hashable, Sendable {
    /// The kind of the object.
    package let kind: ObjectKind
    /// The public id of the object; for an account, its `phone_number_id`.
    package let id: String

    /// The name of the object of that kind with that id.
    package init(_ kind: ObjectKind, _ id: String) {
        self.kind = kind
        self.id = id
    }
}
