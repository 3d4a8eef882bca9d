package import Domain

/// One request that a fault rule has hit, and whether the client sent it again.
package struct FaultHit: Sendable {
    /// Whether the client sent the request again.
    package enum Verdict: String, CaseIterable, Sendable {
        /// The request came again in time, so an HTTP client may have hidden the fault from its caller.
        case absorbed
        /// The request did not come again in time.
        case notRepeated = "not_repeated"
        /// The request may still come again in time.
        case pending
    }

    /// The later request that repeats the one that was hit.
    package struct Repeat: Sendable {
        /// Its number in the journal.
        package let seq: Int
        /// The time from the broken response to this request, in wall time.
        package let gap: TimeSpan
        /// Whether it came over the same connection; nil for a caller in the same process.
        package let isOnSameConnection: Bool?
    }

    /// How long after the broken response an equal request counts as a repeat, in wall time.
    static let patience = TimeSpan.seconds(5)

    /// The number of the request in the journal.
    package let seq: Int
    /// The `User-Agent` header of the request.
    package let userAgent: String?
    let connection: Int?
    /// The earliest time at which the client can notice the broken response; nil while the connection hangs.
    var brokenFrom: Timestamp?
    /// When the response broke, as expected or as last reported; nil while the connection hangs.
    var brokenAt: Timestamp?
    /// The request that repeats this one; nil if there is none so far.
    package internal(set) var repeated: Repeat?

    /// Whether the client sent the request again, as known at that moment of wall time.
    package func verdict(at now: Timestamp) -> Verdict {
        if repeated != nil { return .absorbed }
        guard let brokenAt else { return .pending }
        return now <= brokenAt.adding(Self.patience) ? .pending : .notRepeated
    }
}
