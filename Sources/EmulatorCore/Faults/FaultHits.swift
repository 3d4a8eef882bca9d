import DequeModule
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

/// What a rule has hit: the newest hits themselves, and how many there were of each verdict.
package struct FaultHits: Sendable {
    private static let capacity = 1_000

    private var log: Deque<FaultHit> = []
    private var forgotten: [FaultHit.Verdict: Int] = [:]
    private var nextNumber = 0

    /// Nothing was hit.
    package init() {}

    /// The newest hits, oldest first.
    package var newest: [FaultHit] { Array(log) }

    /// How many hits have that verdict at a moment.
    package func count(_ verdict: FaultHit.Verdict, at now: Timestamp) -> Int {
        log.reduce(forgotten[verdict, default: 0]) { $0 + ($1.verdict(at: now) == verdict ? 1 : 0) }
    }

    /// Notes a hit; the answer is the name by which it is found again.
    mutating func append(_ hit: FaultHit) -> Int {
        if log.count == Self.capacity, let oldest = log.popFirst() { forget(oldest) }
        log.append(hit)
        nextNumber += 1
        return nextNumber - 1
    }

    /// The hit of that name, unless it was forgotten meanwhile.
    subscript(number: Int) -> FaultHit? {
        get { index(of: number).map { log[$0] } }
        set {
            if let index = index(of: number), let newValue { log[index] = newValue }
        }
    }

    /// Forgets the hits themselves, whose numbers mean nothing in another journal; the counts stay.
    mutating func forgetLog() {
        while let hit = log.popFirst() { forget(hit) }
    }

    /// Adds what a rule of the same name has hit elsewhere.
    mutating func add(_ other: FaultHits) {
        log.append(contentsOf: other.log)
        forgotten.merge(other.forgotten, uniquingKeysWith: +)
    }

    private mutating func forget(_ hit: FaultHit) {
        forgotten[hit.repeated == nil ? .notRepeated : .absorbed, default: 0] += 1
    }

    private func index(of number: Int) -> Int? {
        let index = number - (nextNumber - log.count)
        return log.indices.contains(index) ? index : nil
    }
}
