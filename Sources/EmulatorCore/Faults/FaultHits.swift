import DequeModule
package import Domain

/// The hits of one rule: the newest ones in full, and the counts of the older ones by verdict.
package struct FaultHits: Sendable {
    private static let capacity = 1_000

    private var log: Deque<FaultHit> = []
    private var forgotten: [FaultHit.Verdict: Int] = [:]
    private var nextNumber = 0

    /// No hits.
    package init() {}

    /// The hits that are kept in full, oldest first.
    package var newest: [FaultHit] { Array(log) }

    /// The number of hits that have that verdict at a moment, including hits that are only counted.
    package func count(_ verdict: FaultHit.Verdict, at now: Timestamp) -> Int {
        log.reduce(forgotten[verdict, default: 0]) { $0 + ($1.verdict(at: now) == verdict ? 1 : 0) }
    }

    /// How many hits were repeated and how many were not, if no further request comes.
    var finalCounts: (absorbed: Int, notRepeated: Int) {
        let absorbed = log.count { $0.repeated != nil }
        return (
            forgotten[.absorbed, default: 0] + absorbed, forgotten[.notRepeated, default: 0] + log.count - absorbed
        )
    }

    /// Whether there are hits, and the client has sent each of the requests again.
    package func areAbsorbed(at now: Timestamp) -> Bool {
        count(.absorbed, at: now) > 0 && count(.pending, at: now) == 0 && count(.notRepeated, at: now) == 0
    }

    /// Adds a hit and returns the number by which the subscript finds it.
    mutating func append(_ hit: FaultHit) -> Int {
        if log.count == Self.capacity, let oldest = log.popFirst() { forget(oldest) }
        log.append(hit)
        nextNumber += 1
        return nextNumber - 1
    }

    /// The hit with that number; nil if it is no longer kept in full.
    subscript(number: Int) -> FaultHit? {
        get { index(of: number).map { log[$0] } }
        set {
            if let index = index(of: number), let newValue { log[index] = newValue }
        }
    }

    /// Drops the hits and keeps their counts, as the request numbers of the hits belong to another journal.
    mutating func dropLog() {
        while let hit = log.popFirst() { forget(hit) }
    }

    /// Adds the hits that a keyless rule of the same id has in another world.
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
