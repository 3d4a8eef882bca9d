/// What bulkLabelContacts did; the three numbers add up to how many contacts were named.
package struct BulkLabelResult: Hashable, Sendable {
    /// In the wanted state now, those that were in it before included.
    package var applied = 0
    /// Unknown on this number.
    package var skippedAsForeign = 0
    /// Of another team than the label.
    package var skippedForTeam = 0
}
