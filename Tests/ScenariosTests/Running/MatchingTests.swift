import Testing

@testable import Scenarios

/// Finding a partner of its own for each element.
@Suite struct MatchingTests {
    @Test(
        arguments: [
            ([], []), ([[0]], []), ([[]], [0]), ([[0], [0]], [1]), ([[0, 1], [0]], []), ([[0, 1], [0, 2], [0]], []),
            ([[0, 1], [0, 1], [0, 1]], [2]), ([[1], [1, 0], [], [2]], [2]),
        ] as [([[Int]], [Int])]
    )
    func `as many elements as possible get a partner`(partners: [[Int]], unmatched: [Int]) {
        var matching = Matching(partners)
        #expect(matching.unmatched() == unmatched)
    }
}
