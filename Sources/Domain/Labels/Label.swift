package import Documents

/// A mark that a team puts on contacts and conversations.
package struct Label: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "lbl_"

    /// What it may look like.
    package enum Color: String, CaseIterable, Sendable {
        case gray, red, orange, amber, yellow, lime, green, emerald, teal, sky, blue, violet, pink
    }

    /// The public id.
    package let id: Identifier<Label>
    /// 1 to 50 characters; no other label of the team has it, in whatever case.
    package internal(set) var name: String
    /// What it looks like.
    package internal(set) var color: Color
    /// The team whose label it is.
    package let teamID: Identifier<Team>
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// What no other label may have.
    var address: LabelAddress { LabelAddress(name: name, teamID: teamID) }
}

extension Label: Resource {
    /// All labels of the organization stand in one list.
    package enum ListKey: Hashable, Sendable {
        case all
    }

    package var listKeys: [ListKey] { [.all] }

    /// Writes the object as all label operations show it.
    package func write(to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("id", id.description)
            writer.member("object", "label")
            writer.member("name", name)
            writer.member("color", color.rawValue)
            writer.member("team_id", teamID.description)
            writer.member("created_at", createdAt.description)
            writer.member("updated_at", updatedAt.description)
        }
    }
}
