import Documents
import Domain
import EmulatorCore
import OrderedCollections

/// An object that was created, updated or deleted between two states of a world.
struct ObjectChange: Sendable {
    /// What happened to the object.
    enum Kind: String, Sendable {
        case created, updated, deleted
    }

    let kind: Kind
    let name: ObjectName
    /// The members that differ; all members of an object that was created or deleted.
    let fields: [JSONDifference]

    /// The change of one object; nil if the API shows the same in both states.
    init?(of name: ObjectName, in changes: WorldChanges, origin: String) {
        let before = changes.before.json(of: name, origin: origin)
        let after = changes.after.json(of: name, origin: origin)
        switch (before, after) {
        case (.none, .none): return nil
        case (.none, .some): kind = .created
        case (.some, .some): kind = .updated
        case (.some, .none): kind = .deleted
        }
        self.name = name
        fields = (before ?? [:]).differences(to: after ?? [:])
        guard !fields.isEmpty else { return nil }
    }

    /// Writes the row of getChanges.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("kind", kind.rawValue)
            writer.member("object", name.kind.rawValue)
            writer.member("id", name.id)
            writer.key("fields")
            writer.array { writer in for field in fields { field.write(to: &writer) } }
        }
    }
}

extension JSONDifference {
    /// Writes the place with the value before and after.
    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("pointer", pointer.description)
            writer.member("from", from)
            writer.member("to", to)
        }
    }
}
