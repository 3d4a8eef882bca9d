/// The changes that updateLabel makes to a label.
package struct LabelPatch: Hashable, Sendable {
    /// The new name.
    package var name: FieldChange<String> = .keep
    /// The new color.
    package var color: FieldChange<Label.Color> = .keep

    /// A patch that changes nothing.
    package init() {}
}
