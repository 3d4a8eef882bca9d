import Domain
import Testing

@testable import EmulatorCore

@Suite struct JournalBudgetTests {
    /// The weight of a request with an empty body, in bytes.
    private static let plain = 512 + "/v1/customers".utf8.count

    private func journal(_ budget: JournalBudget) -> RequestJournal {
        RequestJournal(seed: .sample, budget: budget)
    }

    @Test func `a journal above its limit evicts its oldest requests and reports the first one left`() {
        let budget = JournalBudget(perJournal: 4 * Self.plain)
        let journal = journal(budget)
        for _ in 0..<4 { _ = journal.open(.sample()) }
        #expect(journal.entries().map(\.seq) == [1, 2, 3, 4])
        for _ in 0..<3 { _ = journal.open(.sample()) }
        #expect(journal.entries().map(\.seq) == [4, 5, 6, 7])
        #expect(journal.extent == JournalExtent(evictedBeforeSeq: 4, lastSeq: 7))
        #expect(journal.entry(3) == nil)
        #expect(journal.entry(4)?.seq == 4)
        #expect(journal.entries(after: 1, limit: 2).map(\.seq) == [4, 5])
        #expect(budget.used == 4 * Self.plain)
    }

    @Test func `bodies and headers count towards the weight of a journal`() {
        let budget = JournalBudget()
        let journal = journal(budget)
        _ = journal.open(.sample(body: 100))
        #expect(budget.used == Self.plain + 100)
        var outcome = JournalEntry.Outcome()
        outcome.response = RecordedMessage(headers: [HeaderField(name: "a", value: "b")], body: [1, 2, 3])
        journal.close(1, with: outcome)
        #expect(budget.used == Self.plain + 100 + 64 + 3)
        outcome.response = nil
        journal.close(1, with: outcome)
        #expect(budget.used == Self.plain + 100)
    }

    @Test func `a heavy response evicts older requests from the journal`() {
        let budget = JournalBudget(perJournal: 4 * Self.plain)
        let journal = journal(budget)
        for _ in 0..<4 { _ = journal.open(.sample()) }
        var outcome = JournalEntry.Outcome()
        outcome.response = RecordedMessage(headers: [], body: Array(repeating: 0, count: Self.plain + 1))
        journal.close(4, with: outcome)
        #expect(journal.entries().map(\.seq) == [3, 4])
        #expect(budget.used == 3 * Self.plain + 1)
    }

    @Test func `the newest request stays in the journal even if it exceeds the limit`() {
        let budget = JournalBudget(perJournal: 1000, inAll: 2000)
        let journal = journal(budget)
        _ = journal.open(.sample())
        _ = journal.open(.sample(body: 100_000))
        #expect(journal.entries().map(\.seq) == [2])
        _ = journal.open(.sample())
        #expect(journal.entries().map(\.seq) == [3])
        #expect(budget.used == Self.plain)
    }

    @Test func `a journal that is released returns its share of the budget`() {
        let budget = JournalBudget()
        let kept = journal(budget)
        _ = kept.open(.sample())
        do {
            let gone = journal(budget)
            for _ in 0..<9 { _ = gone.open(.sample(body: 10)) }
            #expect(budget.used == 10 * Self.plain + 90)
        }
        #expect(budget.used == Self.plain)
        #expect(kept.entries().count == 1)
    }

    @Test func `the total weight of all journals is bounded, and idle ones lose requests first`() {
        let budget = JournalBudget(perJournal: 100 * Self.plain, inAll: 16 * Self.plain)
        let idle = journal(budget)
        let busy = journal(budget)
        for _ in 0..<10 { _ = idle.open(.sample()) }
        for _ in 0..<14 { _ = busy.open(.sample()) }
        #expect(budget.used <= 16 * Self.plain)
        #expect(busy.entries().map(\.seq) == Array(1...14))
        #expect(idle.entries().allSatisfy { $0.seq > 8 })
        #expect(idle.extent.lastSeq == 10)
        #expect(idle.extent.evictedBeforeSeq > 8)
        #expect(idle.open(.sample()).seq == 11)
        #expect(idle.entries().last?.seq == 11)
    }

    @Test func `the journal that was idle longest evicts its requests first`() {
        let budget = JournalBudget(perJournal: 100 * Self.plain, inAll: 16 * Self.plain)
        let journals = (0..<4).map { _ in journal(budget) }
        for journal in journals {
            for _ in 0..<4 { _ = journal.open(.sample()) }
        }
        _ = journals[0].open(.sample())
        #expect(budget.used == 14 * Self.plain)
        #expect(journals.map { $0.entries().count } == [5, 1, 4, 4])
        #expect(journals[1].entries().map(\.seq) == [4])
    }

    @Test func `a single journal above the total limit evicts its own requests`() {
        let budget = JournalBudget(perJournal: 100 * Self.plain, inAll: 16 * Self.plain)
        let journal = journal(budget)
        for _ in 0..<17 { _ = journal.open(.sample()) }
        #expect(journal.entries().map(\.seq) == Array(4...17))
        #expect(budget.used == 14 * Self.plain)
    }

    @Test func `parallel requests in many journals stay within the total limit and are counted once`() async {
        let budget = JournalBudget(perJournal: 20 * Self.plain, inAll: 64 * Self.plain)
        let journals = (0..<16).map { _ in journal(budget) }
        await withTaskGroup { group in
            for number in 0..<400 {
                group.addTask {
                    let journal = journals[number % journals.count]
                    let seq = journal.open(.sample(body: number)).seq
                    journal.close(seq, with: JournalEntry.Outcome())
                }
            }
        }
        _ = journals[0].open(.sample())
        #expect(budget.used <= 64 * Self.plain)
        let weights = journals.flatMap { $0.entries() }.map(\.weight)
        #expect(budget.used == weights.reduce(0, +))
        #expect(journals.map(\.extent.lastSeq).reduce(0, +) == 401)
    }
}
