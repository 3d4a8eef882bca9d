/// What createLabel asks for.
package struct LabelDraft: Hashable, Sendable {
    /// What people call it.
    package var name: String
    /// What it looks like.
    package var color: Label.Color

    /// A label of that name; gray is the default.
    package init(name: String, color: Label.Color = .gray) {
        self.name = name
        self.color = color
    }
}
