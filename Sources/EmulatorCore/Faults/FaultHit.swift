package import Domain

/// One request that a rule has hit, and whether it came again.
package struct FaultHit: Sendable {
    /// Whether somebody asked again.
    package enum Verdict: String, CaseIterable, Sendable {
        /// The request came again in time: its caller may never have heard of the fault.
        case absorbed
        /// It did not.
        case notRepeated = "not_repeated"
        /// There is still time for it.
        case pending
    }

    /// The request that came again.
    package struct Repeat: Sendable {
        /// Its number in the journal.
        package let seq: Int
        /// How long after the broken answer it came, in wall time.
        package let gap: TimeSpan
        /// Whether it came over the same connection; nil where there is none.
        package let isOnSameConnection: Bool?
    }

    /// How long after the broken answer a request counts as come again, in wall time.
    static let patience = TimeSpan.seconds(5)

    /// The number of the request in the journal.
    package let seq: Int
    /// Who sent it, as it says itself.
    package let userAgent: String?
    let connection: Int?
    /// From when on its client may know of the broken answer; nil while the connection hangs.
    var brokenFrom: Timestamp?
    /// The moment of the broken answer, as far as it was reported.
    var brokenAt: Timestamp?
    /// What came again.
    package internal(set) var repeated: Repeat?

    /// Whether somebody asked again, as far as can be told at that moment.
    package func verdict(at now: Timestamp) -> Verdict {
        if repeated != nil { return .absorbed }
        guard let brokenAt else { return .pending }
        return now <= brokenAt.adding(Self.patience) ? .pending : .notRepeated
    }
}
