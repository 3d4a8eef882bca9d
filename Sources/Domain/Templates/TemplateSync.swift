/// What a sync did.
package struct TemplateSync: Hashable, Sendable {
    /// How many templates only Meta had known of.
    package var created = 0
    /// How many have another status now.
    package var updated = 0
    /// How many templates the number has.
    package var synced = 0
}
