import DequeModule
package import Domain

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
