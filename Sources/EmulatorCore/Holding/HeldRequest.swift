package import Domain

/// A request that a hold has stopped.
package struct HeldRequest: Sendable {
    /// Its number in the journal.
    let seq: Int
    /// When it was held, on the world's clock.
    let at: Timestamp
    let method: String
    /// The path without the query.
    let path: String
    /// Continues the request on the caller's thread; returns false if its client has left.
    let resume: @Sendable () -> Bool

    /// A request with these values.
    package init(seq: Int, at moment: Timestamp, method: String, path: String, resume: @escaping @Sendable () -> Bool) {
        self.seq = seq
        at = moment
        self.method = method
        self.path = path
        self.resume = resume
    }

    var item: HeldItem { .request(seq: seq, at: at, method: method, path: path) }
}
