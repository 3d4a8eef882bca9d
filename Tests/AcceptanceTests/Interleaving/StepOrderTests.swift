import Testing

@testable import EmulatorCommands

/// The orders of what a step causes.
@Suite struct StepOrderTests {
    @Test func `permutations come by the number of swapped pairs, each of them once`() {
        let permutations = Permutations(count: 4)
        let all = (0...permutations.mostSwaps).flatMap { permutations.permutations(swaps: $0, limit: 100) }
        #expect(all.count == 24)
        #expect(Set(all).count == 24)
        #expect(permutations.total == 24)
        let three = (0...3).map { Permutations(count: 3).permutations(swaps: $0, limit: 100) }
        #expect(three == [[[1, 2, 3]], [[1, 3, 2], [2, 1, 3]], [[2, 3, 1], [3, 1, 2]], [[3, 2, 1]]])
    }

    @Test func `no more permutations are made than asked for, and too many are not counted`() {
        let permutations = Permutations(count: 40)
        #expect(permutations.permutations(swaps: 3, limit: 5).count == 5)
        #expect(permutations.total == nil)
    }

    @Test func `an order sorts what has arrived, and what it does not name comes last`() {
        let order = StepOrder(step: 1, places: [3, 1, 2])
        #expect(order.sorted(["a", "b", "c"]) == ["c", "a", "b"])
        #expect(order.sorted(["a", "b", "c", "d"]) == ["c", "a", "b", "d"])
        #expect(order.sorted(["a", "b"]) == ["a", "b"])
        #expect(order.sorted([String]()) == [])
    }

    @Test func `an order is written as it is read`() throws {
        let order = try #require(StepOrder(argument: "3:2,1"))
        #expect(order == StepOrder(step: 3, places: [2, 1]))
        #expect(order.description == "3:2,1")
    }

    @Test(arguments: ["", "3", "3:", ":1", "0:1", "3:0", "3:1,1", "3:1,3", "3:2", "3:1,2,", "a:1", "3:1:2"])
    func `an order with a missing or a repeated number is refused`(text: String) {
        #expect(StepOrder(argument: text) == nil)
    }

    @Test func `equal names of deliveries are told apart by a number, other receivers by their URL`() {
        let sent = StepEffect.Kind.delivery(event: "message.status", statuses: ["sent"], url: "http://a")
        let other = StepEffect.Kind.delivery(event: "message.status", statuses: ["sent"], url: "http://b")
        #expect(
            StepEffect.names(of: [.response, sent, sent].map { StepEffect(reference: "", kind: $0) })
                == ["the response", "`message.status sent`", "`message.status sent` (number 2)"]
        )
        #expect(
            StepEffect.names(of: [sent, other].map { StepEffect(reference: "", kind: $0) })
                == ["`message.status sent` to http://a", "`message.status sent` to http://b"]
        )
    }
}
