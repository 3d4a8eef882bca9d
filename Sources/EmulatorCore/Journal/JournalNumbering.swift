import Domain

/// What the next request in a journal gets: its number, and the random stream of its request id.
package struct JournalNumbering: Sendable {
    let nextSeq: Int
    let requestIDs: RandomStream
}
