/// How far a journal reaches.
package struct JournalExtent: Hashable, Sendable {
    /// Requests with lower numbers have been forgotten.
    package let evictedBeforeSeq: Int
    /// The number of the newest request, known or forgotten; 0 before the first.
    package let lastSeq: Int
}
