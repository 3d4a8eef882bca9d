import Synchronization
import Testing

@testable import Domain

@Suite struct ChunkedQueueTests {
    @Test(arguments: [0, 1, 63, 64, 65, 4_095, 4_096, 4_097, 9_000])
    func `a queue gives its elements in the order in which they were added`(count: Int) {
        var queue = ChunkedQueue(0..<count)
        #expect(queue.count == count)
        #expect(Array(queue) == Array(0..<count))
        for expected in 0..<count {
            #expect(queue.first == expected)
            let first = queue.removeFirst()
            #expect(first == expected)
        }
        #expect(queue.isEmpty)
        queue.append(7)
        #expect(Array(queue) == [7])
    }

    @Test(arguments: 1...5)
    func `random changes do the same to a queue and to an array, and nothing to earlier copies`(seed: UInt64) {
        var random = RandomStream(seed: seed)
        var queue = ChunkedQueue<Int>()
        var model: [Int] = []
        var copies: [(queue: ChunkedQueue<Int>, model: [Int])] = []
        // It grows to several thousand elements, then shrinks, and so on.
        for step in 0..<30_000 {
            let removes = step / 6_000 % 2 == 0 ? 1 : 3
            if random.next() % 4 < removes, !model.isEmpty {
                let (first, expected) = (queue.removeFirst(), model.removeFirst())
                #expect(first == expected)
            } else {
                queue.append(step)
                model.append(step)
            }
            #expect(queue.count == model.count && queue.first == model.first && queue.last == model.last)
            if step.isMultiple(of: 5_000) { copies.append((queue, model)) }
        }
        #expect(Array(queue) == model)
        for copy in copies { #expect(Array(copy.queue) == copy.model) }
    }

    @Test func `the elements of a long queue are found by their index after the first ones were removed`() {
        var queue = ChunkedQueue(0..<10_000)
        for _ in 0..<5_000 { queue.removeFirst() }
        #expect(queue.indices == 0..<5_000)
        #expect(queue[0] == 5_000)
        #expect(queue[4_999] == 9_999)
        #expect(Array(queue.suffix(2)) == [9_998, 9_999])
    }

    @Test func `two queues are equal if they have the same elements, whatever was removed from them`() {
        var queue = ChunkedQueue(0..<100)
        for _ in 0..<70 { queue.removeFirst() }
        #expect(queue == ChunkedQueue(70..<100))
        #expect(queue != ChunkedQueue(70..<101))
    }

    @Test func `a queue keeps less than a chunk of what was removed from it`() {
        let freed = Witness.Count()
        var queue = ChunkedQueue((0..<10_000).map { _ in Witness(freed) })
        for removed in 1...9_000 {
            queue.removeFirst()
            #expect(freed.value > removed - ChunkedList<Witness>.chunkSize)
        }
        #expect(freed.value <= 9_000)
        #expect(queue.count == 1_000)
    }
}

/// Counts itself when it is freed.
private final class Witness: Sendable {
    final class Count: Sendable {
        private let freed = Atomic(0)

        var value: Int { freed.load(ordering: .relaxed) }

        func add() { freed.add(1, ordering: .relaxed) }
    }

    private let count: Count

    init(_ count: Count) {
        self.count = count
    }

    deinit { count.add() }
}
