/// What updateSetupLink changes.
package struct SetupLinkPatch: Hashable, Sendable {
    /// The new page after success, nil clears it.
    package var success: FieldChange<String?> = .keep
    /// The new page after failure, nil clears it.
    package var failure: FieldChange<String?> = .keep

    /// A patch that changes nothing.
    package init() {}
}
