/// The changes that updateSetupLink makes to a link.
package struct SetupLinkPatch: Hashable, Sendable {
    /// The new page after success; nil removes it.
    package var success: FieldChange<String?> = .keep
    /// The new page after failure; nil removes it.
    package var failure: FieldChange<String?> = .keep

    /// A patch that changes nothing.
    package init() {}
}
