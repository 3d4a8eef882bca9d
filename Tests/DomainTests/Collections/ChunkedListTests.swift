import Testing

@testable import Domain

@Suite struct ChunkedListTests {
    @Test(arguments: [0, 1, 63, 64, 65, 4_095, 4_096, 4_097, 9_000])
    func `a list has the elements that were appended, in their order`(count: Int) {
        let list = ChunkedList(0..<count)
        #expect(list.count == count)
        #expect(Array(list) == Array(0..<count))
        #expect(list.last == (0..<count).last)
    }

    @Test(arguments: [1, 64, 65, 4_097])
    func `a list that was emptied can be filled again`(count: Int) {
        var list = ChunkedList(0..<count)
        for expected in (0..<count).reversed() {
            let last = list.removeLast()
            #expect(last == expected)
        }
        #expect(list.isEmpty)
        list.append(7)
        #expect(Array(list) == [7])
    }

    @Test(arguments: 1...5)
    func `random changes do the same to a list and to an array, and nothing to earlier copies`(seed: UInt64) {
        var random = RandomStream(seed: seed)
        var list = ChunkedList<Int>()
        var model: [Int] = []
        var copies: [(list: ChunkedList<Int>, model: [Int])] = []
        for step in 0..<20_000 {
            switch random.next() % 8 {
            case 0 where !model.isEmpty:
                let (last, expected) = (list.removeLast(), model.removeLast())
                #expect(last == expected)
            case 1, 2:
                guard !model.isEmpty else { continue }
                let index = Int(random.next() % UInt64(model.count))
                list[index] = -step
                model[index] = -step
            default:
                list.append(step)
                model.append(step)
            }
            if step.isMultiple(of: 4_000) { copies.append((list, model)) }
        }
        #expect(Array(list) == model)
        for copy in copies { #expect(Array(copy.list) == copy.model) }
    }
}
