/// The range of requests that a journal still has.
package struct JournalExtent: Hashable, Sendable {
    /// Requests with lower numbers are no longer in the journal.
    package let evictedBeforeSeq: Int
    /// The number of the newest request, even if it is no longer in the journal; 0 before the first.
    package let lastSeq: Int
}
