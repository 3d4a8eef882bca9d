/// The input of createLabel.
package struct LabelDraft: Hashable, Sendable {
    /// The name, unique within the team.
    package var name: String
    /// The color in which the label is displayed.
    package var color: Label.Color

    /// A draft with that name; the color is gray by default.
    package init(name: String, color: Label.Color = .gray) {
        self.name = name
        self.color = color
    }
}
