import Domain
import Testing

@testable import EmulatorCore

@Suite struct RequestJournalTests {
    private func journal(_ budget: JournalBudget = JournalBudget()) -> RequestJournal {
        RequestJournal(seed: .sample, budget: budget)
    }

    private func outcome(_ status: Int, body: Int = 0) -> JournalEntry.Outcome {
        var outcome = JournalEntry.Outcome()
        outcome.status = status
        outcome.response = RecordedMessage(headers: [], body: Array(repeating: 32, count: body))
        return outcome
    }

    @Test func `the requests of a journal are numbered from one and have unique ids`() {
        let journal = journal()
        #expect(journal.extent == JournalExtent(evictedBeforeSeq: 1, lastSeq: 0))
        let opened = (0..<100).map { _ in journal.open(.sample()) }
        #expect(opened.map(\.seq) == Array(1...100))
        #expect(Set(opened.map(\.requestID)).count == 100)
        #expect(opened.allSatisfy { $0.requestID.wholeMatch(of: /req_[0-9A-HJKMNP-TV-Z]{26}/) != nil })
        #expect(opened.first?.requestID == "req_JDFB41MQM7ZN1NH5D8DW4BTSKE")
        #expect(journal.extent == JournalExtent(evictedBeforeSeq: 1, lastSeq: 100))
    }

    @Test func `a journal that is restarted numbers from one and gives the same ids`() {
        let journal = journal()
        let before = journal.open(.sample())
        _ = journal.open(.sample())
        journal.restart()
        #expect(journal.extent == JournalExtent(evictedBeforeSeq: 1, lastSeq: 0))
        #expect(journal.open(.sample()) == before)
    }

    @Test func `an entry has its message while the request runs, and its weight counts the message once`() throws {
        let message = MCPTrace(method: MCPTrace.toolCall, tool: "list_customers")
        var weights: [Int] = []
        for early in [message, nil] {
            let journal = journal()
            let seq = journal.open(.sample(), mcp: early).seq
            let opened = try #require(journal.entry(seq))
            #expect(opened.outcome.mcp?.tool == early?.tool)
            #expect(opened.outcome.isUnmatched == (early == nil))
            var outcome = outcome(200)
            outcome.mcp = message
            journal.close(seq, with: outcome)
            weights.append(try #require(journal.entry(seq)).weight)
        }
        #expect(weights.first == weights.last)
    }

    @Test func `a new journal entry has the request and no response`() throws {
        let journal = journal()
        let headers = [HeaderField(name: "X-Twice", value: "1"), HeaderField(name: "x-twice", value: "2")]
        let opening = JournalOpening(
            method: "POST",
            path: "/v1/customers",
            query: "a=b",
            request: RecordedMessage(headers: headers, body: [123, 125]),
            at: .start,
            wallAt: .start.adding(hours: 1)
        )
        let opened = journal.open(opening)
        let entry = try #require(journal.entry(opened.seq))
        #expect(entry.seq == 1)
        #expect(entry.requestID == opened.requestID)
        #expect(entry.method == "POST")
        #expect(entry.path == "/v1/customers")
        #expect(entry.query == "a=b")
        #expect(entry.request.headers == headers)
        #expect(entry.request.body == [123, 125])
        #expect(entry.at == .start)
        #expect(entry.wallAt == Timestamp.start.adding(hours: 1))
        #expect(entry.outcome.status == nil)
        #expect(entry.outcome.response == nil)
        #expect(!entry.outcome.replayed)
    }

    @Test func `the journal stores an outcome with its own request`() {
        let journal = journal()
        for _ in 0..<3 { _ = journal.open(.sample()) }
        journal.close(2, with: outcome(201, body: 3))
        #expect(journal.entries().map(\.outcome.status) == [nil, 201, nil])
        #expect(journal.entry(2)?.outcome.response?.body.count == 3)
    }

    @Test(arguments: [-1, 0, 4, Int.max])
    func `a sequence number that was never given is neither closed nor found`(seq: Int) {
        let journal = journal()
        for _ in 0..<3 { _ = journal.open(.sample()) }
        journal.close(seq, with: outcome(200))
        #expect(journal.entry(seq) == nil)
        #expect(journal.entries().map(\.outcome.status) == [nil, nil, nil])
    }

    @Test func `journal entries are filtered by number, limit and condition`() {
        let journal = journal()
        for number in 1...10 { _ = journal.open(.sample(path: number.isMultiple(of: 2) ? "/even" : "/odd")) }
        #expect(journal.entries().map(\.seq) == Array(1...10))
        #expect(journal.entries(after: 7).map(\.seq) == [8, 9, 10])
        #expect(journal.entries(after: 10).isEmpty)
        #expect(journal.entries(after: 1000).isEmpty)
        #expect(journal.entries(limit: 2).map(\.seq) == [1, 2])
        #expect(journal.entries(limit: 0).isEmpty)
        #expect(journal.entries(after: 3, limit: 2) { $0.path == "/even" }.map(\.seq) == [4, 6])
        #expect(journal.entries { $0.path == "/none" }.isEmpty)
    }

    @Test func `a cleared journal is empty and continues its numbering`() {
        let budget = JournalBudget()
        let journal = journal(budget)
        for _ in 0..<5 { _ = journal.open(.sample()) }
        #expect(journal.clear() == 5)
        #expect(budget.used == 0)
        #expect(journal.entries().isEmpty)
        #expect(journal.entry(5) == nil)
        #expect(journal.extent == JournalExtent(evictedBeforeSeq: 6, lastSeq: 5))
        #expect(journal.clear() == 0)
        journal.close(5, with: outcome(200))
        #expect(journal.open(.sample()).seq == 6)
        #expect(journal.entries(after: 3).map(\.seq) == [6])
        #expect(journal.entry(6) != nil)
    }

    @Test func `a thousand parallel requests have a number each in the journal`() async {
        let journal = journal()
        let numbers = await withTaskGroup { group in
            for _ in 0..<1000 {
                group.addTask {
                    let seq = journal.open(.sample()).seq
                    var outcome = JournalEntry.Outcome()
                    outcome.status = seq
                    journal.close(seq, with: outcome)
                    return seq
                }
            }
            return await group.reduce(into: Set<Int>()) { $0.insert($1) }
        }
        #expect(numbers == Set(1...1000))
        #expect(journal.entries().map(\.outcome.status) == Array(1...1000))
    }

    // MARK: The order of all occurrences

    @Test func `the end of the last deleted request is known`() {
        let journal = RequestJournal(seed: .sample, budget: JournalBudget())
        for _ in 0..<2 { _ = journal.open(.sample()) }
        _ = journal.clear()
        #expect(journal.occurrenceNumber(after: 1) == (2, true))
        #expect(journal.occurrenceNumber(after: 2) == (2, true))
        _ = journal.open(.sample())
        #expect(journal.occurrenceNumber(after: 2) == (2, true))
        #expect(journal.occurrenceNumber(after: 3) == (3, true))
        #expect(journal.occurrenceNumber(after: 0) == (0, true))
    }

    @Test func `the end of an evicted request is exact only if it is the last one that was evicted`() {
        let request = JournalOpening.sample()
        let journal = RequestJournal(
            seed: .sample,
            budget: JournalBudget(perJournal: 2 * (512 + request.path.utf8.count))
        )
        for _ in 0..<4 { _ = journal.open(request) }
        #expect(journal.extent.evictedBeforeSeq == 3)
        #expect(journal.occurrenceNumber(after: 1) == (2, false))
        #expect(journal.occurrenceNumber(after: 2) == (2, true))
        #expect(journal.occurrenceNumber(after: 3) == (3, true))
    }

}
