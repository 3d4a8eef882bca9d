import Testing

@testable import EmulatorCore

@Suite struct MatchListTests {
    /// A list of requests from two sources, whose numbers are not ascending as a whole.
    private static let list = [(0, [1, 4, 6]), (1, [2, 3, 7]), (1, [5])].reduce(into: MatchList()) { list, run in
        for number in run.1 {
            list.append(MatchList.Match(source: run.0, name: .request(number * 10), number: number))
        }
    }

    @Test func `a list gives its first matches in the order in which they happened`() {
        #expect(Self.list.count == 7)
        #expect(Self.list.first(4).map(\.number) == [1, 2, 3, 4])
        #expect(Self.list.first(4).map(\.source) == [0, 1, 1, 0])
        #expect(Self.list.first(100).map(\.name) == (1...7).map { .request($0 * 10) })
    }

    @Test func `a list gives the first matches after an occurrence`() {
        #expect(Self.list.first(2, after: 4).map(\.number) == [5, 6])
        #expect(Self.list.first(2, after: 6).map(\.number) == [7])
        #expect(Self.list.first(2, after: 7).isEmpty)
    }

    @Test func `an empty list has no matches`() {
        #expect(MatchList().count == 0)
        #expect(MatchList().first(3).isEmpty)
    }
}
