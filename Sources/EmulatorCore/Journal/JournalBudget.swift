import Synchronization

/// How much memory journals may take: each one, and all of them together.
///
/// Where all together take too much, the journals that have been idle the longest forget first, so that a world in use
/// keeps what it has seen however many worlds there were before it.
package final class JournalBudget: Sendable {
    private struct Member {
        weak var journal: RequestJournal?
    }

    /// Bytes for one journal.
    package let perJournal: Int
    private let inAll: Int
    private let total = Atomic<Int>(0)
    private let uses = Atomic<Int>(0)
    private let members = Mutex<[ObjectIdentifier: Member]>([:])
    private let isSettling = Atomic<Bool>(false)

    /// A budget in bytes.
    package init(perJournal: Int = 32 << 20, inAll: Int = 256 << 20) {
        self.perJournal = perJournal
        self.inAll = inAll
    }

    /// The bytes that are taken now.
    var used: Int { total.load(ordering: .relaxed) }

    func add(_ bytes: Int) {
        total.add(bytes, ordering: .relaxed)
    }

    func nextUse() -> Int {
        uses.add(1, ordering: .relaxed).newValue
    }

    func join(_ journal: RequestJournal) {
        members.withLock { $0[ObjectIdentifier(journal)] = Member(journal: journal) }
    }

    func leave(_ journal: RequestJournal) {
        members.withLock { $0[ObjectIdentifier(journal)] = nil }
    }

    /// Brings the sum below the bound, and an eighth below it, so that it is seldom needed.
    ///
    /// Called without any journal's lock, as it takes them one after another.
    func settle() {
        guard used > inAll, isSettling.exchange(true, ordering: .acquiring) == false else { return }
        defer { isSettling.store(false, ordering: .releasing) }
        let target = inAll - inAll / 8
        let journals = members.withLock { $0.values.compactMap(\.journal) }
            .map { (journal: $0, lastUse: $0.lastUse) }
            .sorted { $0.lastUse < $1.lastUse }
        for (index, member) in journals.enumerated() where used > target {
            member.journal.forget(keeping: index == journals.count - 1 ? 1 : 0) { used <= target }
        }
    }
}
