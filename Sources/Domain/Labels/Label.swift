package import Documents

/// A label that a team attaches to contacts and conversations.
package struct Label: Hashable, Sendable, Identifiable26 {
    package static let idPrefix = "lbl_"

    /// A color that a label may have.
    package enum Color: String, CaseIterable, Sendable {
        case gray, red, orange, amber, yellow, lime, green, emerald, teal, sky, blue, violet, pink
    }

    /// The public id.
    package let id: Identifier<Label>
    /// The name: 1 to 50 characters, unique within the team regardless of case.
    package internal(set) var name: String
    /// The color in which the label is displayed.
    package internal(set) var color: Color
    /// The team that the label belongs to.
    package let teamID: Identifier<Team>
    /// When it was created.
    package let createdAt: Timestamp
    /// When one of the fields last changed.
    package internal(set) var updatedAt: Timestamp

    /// The name and team, which no two labels share.
    var address: LabelAddress { LabelAddress(name: name, teamID: teamID) }
}

extension Label: Resource {
    /// The key of the one list that contains all labels.
    package enum ListKey: Hashable, Sendable {
        case all
    }

    package var listKeys: [ListKey] { [.all] }

    /// Writes the label as the label operations show it.
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
