/// The counts that syncTemplates returns.
package struct TemplateSync: Hashable, Sendable {
    /// How many templates the sync added.
    package var created = 0
    /// How many templates the sync updated with Meta's new status.
    package var updated = 0
    /// How many templates the number has after the sync.
    package var synced = 0
}
