import Synchronization

/// Limits the memory of journals: of each one, and of all of them together.
///
/// If all together take too much, those that have been idle the longest lose their oldest entries first. So a world in
/// use keeps its entries, however many idle worlds there are.
package final class JournalBudget: Sendable {
    private struct Member {
        weak var journal: RequestJournal?
    }

    /// Numbers what happens in the worlds that share this budget.
    package let counter = OccurrenceCounter()
    /// The header names that the entries of these journals share.
    let headerNames = SharedHeaderNames()
    /// The most bytes that one journal may take.
    package let perJournal: Int
    private let inAll: Int
    private let total = Atomic<Int>(0)
    private let members = Mutex<[ObjectIdentifier: Member]>([:])
    private let isSettling = Atomic<Bool>(false)

    /// A budget in bytes, by default 32 MiB for each journal and 256 MiB for all.
    package init(perJournal: Int = 32 << 20, inAll: Int = 256 << 20) {
        self.perJournal = perJournal
        self.inAll = inAll
    }

    /// The bytes that all journals take now.
    var used: Int { total.load(ordering: .relaxed) }

    func add(_ bytes: Int) {
        total.add(bytes, ordering: .relaxed)
    }

    func join(_ journal: RequestJournal) {
        members.withLock { $0[ObjectIdentifier(journal)] = Member(journal: journal) }
    }

    func leave(_ journal: RequestJournal) {
        members.withLock { $0[ObjectIdentifier(journal)] = nil }
    }

    /// Evicts entries if all journals take too much, until they are an eighth below the limit.
    ///
    /// The caller must not hold the lock of a journal, as this takes the locks one after another.
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
