/// The counts that bulkLabelContacts returns; they add up to the number of contacts in the request.
package struct BulkLabelResult: Hashable, Sendable {
    /// How many contacts are now in the requested state, including those that already were.
    package var applied = 0
    /// How many contacts do not exist on the number.
    package var skippedAsForeign = 0
    /// How many contacts belong to another team than the label.
    package var skippedForTeam = 0
}
